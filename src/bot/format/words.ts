import { localDate } from '@/domain/time/zone'
import { html, type Html } from '@/notifications/telegram/html'
import { counted, dateText, dayText, timeText, whenText } from '@/notifications/texts/words'
import type { Card } from '@/operations/volunteers/card'

export { counted, dateText, dayText, timeText, whenText }

export const PLACES_LEFT = { one: 'место', few: 'места', many: 'мест' }
const MINUTES = { one: 'минуту', few: 'минуты', many: 'минут' }

export const placesLeft = (free: number): string => counted(free, PLACES_LEFT)

/** Never "0 minutes" for a hold that is still there. */
export const minutesLeft = (until: string, now: Date): string | null => {
  const left = new Date(until).getTime() - now.getTime()
  return left <= 0 ? null : counted(Math.max(1, Math.round(left / 60_000)), MINUTES)
}

/** 10:00–12:00 */
export const hours = (startsAt: string | Date, endsAt: string | Date, zone: string): string =>
  `${timeText(new Date(startsAt), zone)}–${timeText(new Date(endsAt), zone)}`

/** сегодня, завтра, or вт, 24 ноября. */
export const dayWords = (at: Date, zone: string, now: Date): string => {
  const date = localDate(at, zone)
  if (date === localDate(now, zone)) return 'сегодня'
  if (date === localDate(new Date(now.getTime() + 86_400_000), zone)) return 'завтра'
  return dayText(at, zone, now)
}

export const STATUS: Record<string, string> = {
  expected: '🟡 Ожидается',
  attended: '🟢 Присутствовал',
  noShow: '🔴 Не пришел',
  cancelled: '⚪️ Отменена',
}
export const statusMark = (status: string): string => (STATUS[status] ?? '').split(' ')[0] ?? ''

export const cardHead = (card: Card, now: Date): Html => {
  const missed =
    card.missed > 0
      ? html`\n⚠️ Пропустил ${card.missed} из последних ${card.of}${card.lastMissedOn ? html` (${dateText(card.lastMissedOn, now)})` : null}`
      : null
  return html`<b>${card.fullName}</b>\nКарта ${card.cardNumber ?? '—'} · ${card.status === 'new' ? '🆕 новый посетитель' : 'зарегистрирован'}${missed}`
}

/** A button is read at a glance; what is longer is cut. */
export const short = (text: string, most = 40): string => {
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
