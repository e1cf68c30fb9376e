import { html, htmlLines } from '@/notifications/telegram/html'
import { visitorCard, type Card } from '@/operations/volunteers/card'
import { visits, type Visit } from '@/operations/volunteers/visits'
import { pageOf } from '../callback-data/action'
import { fitted } from '../format/fit'
import { say } from '../format/say'
import { cardLine, dayBrief, dayWords, markOf, outcomeText, timeText } from '../format/words'
import { arrows, pageWords } from '../keyboards/pages'
import type { OnRecord, VisitsScene } from '../state'
import { button, HOME, type Next, type SceneOf, type Turn, type View } from '../turn'
import { photoOf } from './booking'
import { tabs } from './bookingView'
import { recordTap, recordText, recordView } from './record'

const PER_PAGE = 6

const at =
  (scene: VisitsScene) =>
  (step: VisitsScene['step'], over: Partial<OnRecord> = {}): VisitsScene => ({ ...scene, ...over, step })

/** What somebody is booked on, and what they came to: each can be opened, and something done about it. */
export const visitsOfVisitor: SceneOf<VisitsScene> = {
  view: async (turn, scene) => {
    const { payload, caller, now } = turn
    const card = await visitorCard(payload, { id: scene.visitor, look: false, caller, now })
    const one = scene.step === 'list' ? null : await recordView(turn, scene)
    return { ...(one ?? (await listView(turn, scene, card))), photo: card.photo }
  },
  tap: async (turn, scene, action): Promise<Next | null> => {
    const { verb, arg } = action
    if (verb === 'page') return { scene: { ...scene, step: 'list', page: pageOf(arg) } }
    if (verb === 'tab' && (arg === 'ahead' || arg === 'behind'))
      return { scene: { ...scene, step: 'list', when: arg, page: 0, participant: undefined, undo: undefined } }
    if (verb === 'tab') return { scene: { name: 'booking', visitor: scene.visitor, step: 'services', chosen: [] } }
    return recordTap(turn, scene, action, at(scene), 'one')
  },
  text: (turn, scene, text) => recordText(turn, scene, text, at(scene)),
  photo: (turn, { visitor }, fileId) =>
    photoOf(turn, { name: 'booking', visitor, step: 'services', chosen: [] }, fileId),
}

const listView = async (turn: Turn, { visitor, when, page: wanted }: VisitsScene, card: Card): Promise<View> => {
  const { rows, total, page } = await visits(turn.payload, {
    visitor,
    when,
    now: turn.now,
    page: wanted,
    perPage: PER_PAGE,
  })
  return {
    text: htmlLines(
      cardLine(card),
      '',
      html`<b>${say(`bot.profile.tab.${when}`)}</b>`,
      total === 0 && say(`bot.profile.none.${when}`),
      pageWords(page, total, PER_PAGE),
    ),
    rows: [
      ...rows.map((row) => [button(lineOf(turn, row), 'booking', { id: row.id })]),
      arrows(page, total, PER_PAGE),
      tabs(when),
      [HOME],
    ],
  }
}

const lineOf = ({ now }: Turn, row: Visit): string => {
  const mark = markOf(outcomeText(row))
  const comment = row.comment ? ' 💬' : ''
  const day = dayBrief(row.startsAt, row.timezone, now)
  const time = timeText(row.startsAt, row.timezone)
  return fitted(
    1,
    `${mark} ${dayWords(row.startsAt, row.timezone, now)}, ${time} · ${row.service}${comment}`,
    `${mark} ${day}, ${time} · ${row.service}${comment}`,
    `${mark} ${day} · ${row.service}${comment}`,
  )
}
