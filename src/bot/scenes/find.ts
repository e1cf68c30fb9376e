import { html, htmlLines } from '@/notifications/telegram/html'
import { searchVisitors, type Found } from '@/operations/visitors/search'
import { pageOf } from '../callback-data/action'
import { fittedName } from '../format/fit'
import { apartLines } from '../format/people'
import { brief } from '../format/words'
import { arrows, pageWords } from '../keyboards/pages'
import type { FindScene } from '../state'
import { button, HOME, type Next, type SceneOf, type Turn } from '../turn'
import { openVisitor } from './booking'
import { say } from '../format/say'

const PER_PAGE = 6
/** Scores: a practically certain match, and one close enough to be confused with it. */
const CERTAIN = 0.99
const LIKELY = 0.9

export const find: SceneOf<FindScene> = {
  view: async (turn, { q, page = 0 }) => {
    if (q === undefined) return { text: html`<b>${say('bot.find.who')}</b>\n${say('bot.find.type')}`, rows: [[HOME]] }
    const { docs, totalDocs } = await searchVisitors(turn.payload, {
      q,
      limit: PER_PAGE,
      page: page + 1,
      caller: turn.caller,
      look: turn.now,
    })
    const query = brief(q, 60)
    const nearly = docs.every(({ partial }) => partial)
    return {
      text:
        totalDocs === 0
          ? html`${say('bot.find.nobody', { query })}\n${say('bot.find.otherwise')}`
          : htmlLines(
              html`<b>${nearly ? say('bot.find.nearly', { query }) : say('bot.find.which')}</b>`,
              pageWords(page, totalDocs, PER_PAGE),
              ...apartLines(docs, turn.now),
            ),
      rows: [
        ...docs.map((found) => [button(foundLine(found), 'visitor', { id: found.id })]),
        arrows(page, totalDocs, PER_PAGE),
        [button(say('bot.menu.newBrief'), 'new'), HOME],
      ],
    }
  },
  tap: (_, scene, { verb, arg }) => (verb === 'page' ? { scene: { ...scene, page: pageOf(arg) } } : null),
}

const foundLine = ({ fullName, cardNumber }: Found): string => fittedName(fullName, ` · ${cardNumber ?? '—'}`)

/** Text that no question is waiting for is a search. A single certain match opens at once. */
export const search = async (turn: Turn, text: string): Promise<Next> => {
  const q = text.trim().slice(0, 200)
  const { docs } = await searchVisitors(turn.payload, { q, limit: 2, caller: turn.caller })
  const [first, second] = docs
  if (first && !first.partial && first.score >= (second ? CERTAIN : LIKELY) && (!second || second.score < LIKELY))
    return openVisitor(turn, first.id)
  return { scene: { name: 'find', q, page: 0 } }
}
