import { html, htmlLines, type Html } from '@/notifications/telegram/html'
import { roster, type Roster, type RosterDoc } from '@/operations/participants/roster'
import { today } from '@/operations/today/today'
import { fitted, fittedName } from '../format/fit'
import { brief, dayApart, hours, markOf, outcomeText, statusText, timeText } from '../format/words'
import { arrows, lastPage, pageWords } from '../keyboards/pages'
import type { DutyScene } from '../state'
import { button, HOME, type Button, type Turn, type View } from '../turn'
import { namedIn } from './namedIn'
import { namesakeLines } from './namesakes'
import { recordView, undoRow } from './record'
import { say } from '../format/say'

const PER_PAGE = 5
const OCCURRENCES_PER_PAGE = 7

export const dutyView = async (turn: Turn, scene: DutyScene): Promise<View> => {
  if (scene.step !== 'places' && scene.step !== 'occurrences' && scene.occurrence !== undefined) {
    const one = scene.step === 'list' || scene.step === 'rest' ? null : await recordView(turn, scene)
    return one ?? onOccurrence(turn, scene, scene.occurrence)
  }
  const { places } = await today(turn.payload, { now: turn.now })
  const open = places.filter(({ occurrences }) => occurrences.length > 0)
  const wanted = scene.step === 'places' ? undefined : (scene.place ?? turn.place)
  const place = open.find(({ id }) => id === wanted) ?? (open.length === 1 ? open[0] : undefined)
  if (!place) {
    return {
      text:
        open.length === 0
          ? html`<b>${say('bot.duty.title')}</b>\n\n${say('bot.duty.nothingToday')}`
          : html`<b>${say('bot.duty.title')}</b>\n${say('bot.duty.where')}`,
      rows: [
        ...open.map(({ id, title, occurrences }) => [
          button(fitted(1, `📍 ${title} · ${occurrences.length}`, `📍 ${title}`), 'place', { id }),
        ]),
        [HOME],
      ],
    }
  }
  const all = place.occurrences
  const page = Math.min(scene.page, lastPage(all.length, OCCURRENCES_PER_PAGE))
  return {
    text: htmlLines(
      html`<b>${say('bot.duty.today', { place: place.title })}</b>`,
      pageWords(page, all.length, OCCURRENCES_PER_PAGE),
      say('bot.duty.choose'),
    ),
    rows: [
      ...all
        .slice(page * OCCURRENCES_PER_PAGE, (page + 1) * OCCURRENCES_PER_PAGE)
        .map((one) => [button(lineOf(turn, one), 'occurrence', { id: one.id })]),
      arrows(page, all.length, OCCURRENCES_PER_PAGE),
      open.length > 1 ? [button(say('bot.duty.otherPlace'), 'back'), HOME] : [HOME],
    ],
  }
}

type TodayOccurrence = Awaited<ReturnType<typeof today>>['places'][number]['occurrences'][number]

const lineOf = ({ now }: Turn, { status, startsAt, endsAt, timezone, ...one }: TodayOccurrence): string => {
  const cancelled = status === 'cancelled' ? `${say('bot.duty.cancelled')} ` : ''
  const head = `${cancelled}${dayApart(startsAt, timezone, now)}`
  const people = `${one.participants}/${one.capacity}`
  return fitted(
    1,
    `${head}${hours(startsAt, endsAt, timezone)} · ${one.service} · ${people}`,
    `${head}${timeText(new Date(startsAt), timezone)} · ${one.service} · ${people}`,
    `${head}${timeText(new Date(startsAt), timezone)} · ${people} · ${one.service}`,
  )
}

const onOccurrence = async (turn: Turn, scene: DutyScene, id: string): Promise<View> => {
  const found = await roster(turn.payload, { occurrence: id, caller: turn.caller, now: turn.now })
  const { occurrence, docs, counts } = found
  const { startsAt, endsAt, timezone } = occurrence
  const when = `${dayApart(startsAt, timezone, turn.now)}${hours(startsAt, endsAt, timezone)}`
  const head = htmlLines(html`<b>${occurrence.service.title}</b>, ${when}`, occurrence.place.title)
  const left = say('counts.people', { count: counts.expected })
  if (scene.step === 'rest' && counts.expected > 0)
    return {
      text: html`${head}\n\n<b>${say('bot.duty.restSure', { people: left })}</b>`,
      rows: [
        [button(say('bot.duty.restYes'), 'restSure', { style: 'danger' })],
        [button(say('bot.duty.restNo'), 'back')],
      ],
    }
  const everybody = docs.filter(({ status }) => status !== 'cancelled')
  const people =
    scene.q !== undefined
      ? namedIn(everybody, scene.q)
      : everybody.filter(({ status }) => !scene.unmarked || status === 'expected')
  const page = Math.min(scene.page, lastPage(people.length, PER_PAGE))
  const onPage = people.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
  return {
    text: htmlLines(
      head,
      '',
      ...saying(scene, found, { all: everybody.length, shown: people.length, page }),
      ...(await namesakeLines(turn, { all: everybody.map(namedOf), shown: onPage.map(namedOf) })),
    ),
    rows: [
      ...onPage.map((doc) => [button(personLine(doc, occurrence.ended), 'booking', { id: doc.id })]),
      filters(scene, { page, shown: people.length, all: everybody.length, unmarked: counts.expected }),
      ...(scene.unmarked && counts.expected > 0 && occurrence.canMark && new Date(occurrence.startsAt) <= turn.now
        ? [[button(say('bot.duty.rest', { count: counts.expected }), 'rest', { style: 'danger' })]]
        : []),
      ...(scene.q !== undefined && people.length === 0
        ? [[button(fitted(1, say('bot.duty.seek', { query: brief(scene.q) })), 'seek')]]
        : []),
      ...undoRow(scene.undo, docs.find((doc) => doc.id === scene.undo?.participant)?.visitor.fullName),
      [button(say('bot.duty.toOccurrences'), 'back'), HOME],
    ],
  }
}

const namedOf = ({ visitor: { id, fullName } }: RosterDoc) => ({ visitor: id, fullName })

const personLine = ({ visitor, status }: RosterDoc, over: boolean): string =>
  fittedName(visitor.fullName, ` · ${visitor.cardNumber ?? '—'}`, `${markOf(outcomeText({ status, over }))} `)

const saying = (
  scene: DutyScene,
  { occurrence, counts }: Roster,
  { all, shown, page }: { all: number; shown: number; page: number },
): (Html | string | false | null)[] => {
  if (all === 0) return [say('bot.duty.nobody')]
  if (scene.q !== undefined)
    return [say(shown === 0 ? 'bot.duty.notHere' : 'bot.duty.found', { query: brief(scene.q), count: shown })]
  return [
    `${say('counts.people', { count: all })}: ${(['attended', 'noShow'] as const)
      .map((one) => `${markOf(statusText(one))} ${counts[one]}`)
      .join(', ')}, ${say('bot.duty.left', { count: counts.expected })}`,
    scene.unmarked === true && html`<b>${say('bot.duty.onlyUnmarked')}</b>`,
    pageWords(page, shown, PER_PAGE),
    !occurrence.canMark ? say('bot.duty.onTheDay') : all > PER_PAGE && say('bot.duty.typeName'),
  ]
}

/** The pages, and who of the list is shown. */
const filters = (
  { q, unmarked }: DutyScene,
  { page, shown, all, unmarked: left }: { page: number; shown: number; all: number; unmarked: number },
): Button[] => [
  ...(page > 0 ? [button(say('bot.before'), 'page', { arg: String(page - 1) })] : []),
  ...(q !== undefined
    ? [button(say('bot.duty.all', { count: all }), 'clear')]
    : unmarked
      ? [button(say('bot.duty.all', { count: all }), 'filter', { arg: 'all' })]
      : left > 0
        ? [button(say('bot.duty.unmarked', { count: left }), 'filter', { arg: 'unmarked' })]
        : []),
  ...(page < lastPage(shown, PER_PAGE) ? [button(say('bot.after'), 'page', { arg: String(page + 1) })] : []),
]
