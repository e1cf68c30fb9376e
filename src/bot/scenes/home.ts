import type { DoneScene, HelpScene, HomeScene } from '../state'
import { visitorCard } from '@/operations/volunteers/card'
import { html, joinHtml } from '@/notifications/telegram/html'
import { whenText } from '../format/words'
import { button, HOME, type Button, type SceneOf, type View } from '../turn'
import { slotsFor } from './slots'

export const MENU: Button[][] = [
  [button('🔎 Найти посетителя', 'find')],
  [button('➕ Новый посетитель', 'new')],
  [button('🗓 Мои записи', 'mine'), button('✅ Дежурство', 'duty')],
]

export const homeView = (name: string, closed = false): View => ({
  text: closed
    ? html`Разговор закрыт, чтобы в чате не оставались чужие данные.\n\nНапишите фамилию, номер карты или телефон посетителя, или выберите:`
    : html`<b>Здравствуйте, ${name}!</b>\n\nНапишите фамилию, номер карты или телефон посетителя, и я его найду. Или выберите:`,
  rows: MENU,
})

export const home: SceneOf<HomeScene> = { view: (turn) => homeView(turn.volunteer.name) }

export const help: SceneOf<HelpScene> = {
  view: () => ({
    text: html`<b>Что я умею</b>\n\n• Найти посетителя: просто напишите фамилию, имя, номер карты или телефон. Опечатки не страшны.\n• Записать его на услуги: выберите услугу, дату и время. Место держится за вами 10 минут.\n• Завести нового посетителя: кнопка «Новый посетитель».\n• «Мои записи»: кого вы записали на сегодня и позже, здесь же запись можно отменить.\n• «Дежурство»: список участников на сегодня, отметить, кто пришёл.\n\n/start открывает меню, /cancel бросает начатое и убирает с экрана данные посетителя.`,
    rows: [[HOME]],
  }),
}

/** What was just booked. It stays until the next tap. */
export const done: SceneOf<DoneScene> = {
  view: async (turn, { visitor, occurrences }) => {
    const card = await visitorCard(turn.payload, { id: visitor, look: false, caller: turn.caller, now: turn.now })
    const slots = await slotsFor(turn, visitor)
    const lines = occurrences
      .flatMap((id) => slots.find(({ occurrence }) => occurrence === id) ?? [])
      .map(
        (slot) =>
          html`• <b>${slot.serviceTitle}</b>\n${whenText(new Date(slot.startsAt), new Date(slot.endsAt), slot.timezone, turn.now)}\n${slot.placeTitle}`,
      )
    return {
      text: html`✅ <b>Запись сделана</b>\n${card.fullName}, карта ${card.cardNumber ?? '—'}\n\n${joinHtml(lines, '\n\n')}`,
      rows: [[button('➕ Записать ещё', 'visitor', { id: visitor })], [HOME]],
    }
  },
}
