import { html } from '@/notifications/telegram/html'
import { searchVisitors } from '@/operations/visitors/search'
import { visitorCard } from '@/operations/volunteers/card'
import { short } from '../format/words'
import type { FindScene } from '../state'
import { button, HOME, type Next, type SceneOf, type Turn } from '../turn'
import { openVisitor } from './booking'
import { say } from '../format/say'

const MOST = 6
/** Scores: a practically certain match, and one close enough to be confused with it. */
const CERTAIN = 0.99
const LIKELY = 0.9

export const find: SceneOf<FindScene> = {
  view: async (turn, { q, found = [] }) => {
    if (q === undefined) return { text: html`<b>${say('bot.find.who')}</b>\n${say('bot.find.type')}`, rows: [[HOME]] }
    const people = await Promise.all(
      found.map((id) => visitorCard(turn.payload, { id, look: false, caller: turn.caller, now: turn.now })),
    )
    return {
      text:
        people.length > 0
          ? html`<b>${say('bot.find.which')}</b>\n${say('bot.find.searched', { query: short(q, 100) })}`
          : html`${say('bot.find.nobody', { query: short(q, 100) })}\n${say('bot.find.otherwise')}`,
      rows: [
        ...people.map(({ id, fullName, cardNumber }) => [
          button(short(`${fullName} · ${cardNumber ?? '—'}`, 60), 'visitor', { id }),
        ]),
        [button(say('bot.menu.new'), 'new'), HOME],
      ],
    }
  },
}

/** Text that no question is waiting for is a search. A single certain match opens at once. */
export const search = async (turn: Turn, text: string): Promise<Next> => {
  const q = text.trim().slice(0, 200)
  const { docs: hits } = await searchVisitors(turn.payload, { q, limit: MOST, caller: turn.caller, look: turn.now })
  const [first, second] = hits
  if (first && first.score >= (second ? CERTAIN : LIKELY) && (!second || second.score < LIKELY))
    return openVisitor(turn, first.id)
  return { scene: { name: 'find', q, found: hits.map(({ id }) => id) } }
}
