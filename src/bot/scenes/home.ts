import type { DoneScene, HelpScene, HomeScene } from '../state'
import { visitorCard } from '@/operations/volunteers/card'
import { html, htmlLines, joinHtml } from '@/notifications/telegram/html'
import { cardLine } from '../format/words'
import { button, HOME, type Button, type SceneOf, type View } from '../turn'
import { slotLines } from './bookingView'
import { slotsFor } from './slots'
import { say } from '../format/say'
import { env } from '@/config/env'

export const MENU: Button[][] = [
  [button(say('bot.menu.find'), 'find')],
  [button(say('bot.menu.new'), 'new')],
  [button(say('bot.menu.ownBookings'), 'ownBookings'), button(say('bot.menu.duty'), 'duty')],
]

export const homeView = (name: string, closed = false): View => ({
  text: closed
    ? html`${say('bot.home.closed')}\n\n${say('bot.home.closedPrompt')}`
    : html`<b>${say('bot.home.hello', { name })}</b>\n\n${say('bot.home.prompt')}`,
  rows: MENU,
})

export const home: SceneOf<HomeScene> = { view: (turn) => homeView(turn.volunteer.name) }

/** Only where volunteers can reach it: without a public address it stands on the machine alone. */
const handbook = () => {
  const { publicUrl } = env()
  return publicUrl ? html`\n\n${say('bot.help.handbook', { address: `${publicUrl}/help` })}` : html``
}

export const help: SceneOf<HelpScene> = {
  view: () => ({
    text: html`<b>${say('bot.help.title')}</b>\n\n${joinHtml(
      (['find', 'book', 'add', 'photo', 'ownBookings', 'duty'] as const).map(
        (what) => html`• ${say(`bot.help.can.${what}`)}`,
      ),
      '\n',
    )}\n\n${say('bot.help.commands')}${handbook()}`,
    rows: [[HOME]],
  }),
}

/** Shows what was just booked, until the next tap. */
export const done: SceneOf<DoneScene> = {
  view: async (turn, { visitor, occurrences }) => {
    const card = await visitorCard(turn.payload, { id: visitor, look: false, caller: turn.caller, now: turn.now })
    const slots = await slotsFor(turn, visitor)
    const booked = occurrences.flatMap((id) => slots.find(({ occurrence }) => occurrence === id) ?? [])
    return {
      text: htmlLines(html`✅ <b>${say('bot.booking.done')}</b>`, cardLine(card), ...slotLines(booked, turn.now)),
      rows: [[button(say('bot.booking.bookMore'), 'visitor', { id: visitor }), HOME]],
    }
  },
}
