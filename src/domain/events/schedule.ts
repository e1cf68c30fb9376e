import { addDays } from '@/domain/time/calendar'
import { nextDateOf, type Upcoming } from './nextDate'
import { datesOf } from './series'
import { type EventState, stateOf } from './state'

/** An event as the schedule chooses and orders it. */
export type Candidate = Upcoming & {
  id: string
  title: string
  placeTitle: string
  zone: string
  startTime: string
  /** It has a date in the wanted range among those that exist. */
  inRange: boolean
}

/** One that is over, whatever the zone, as it is found and ordered. */
export type Over = Pick<Candidate, 'id' | 'title' | 'placeTitle' | 'startTime' | 'lastDate'>

/** Of those that are over, the latest, at least as many as were asked for; and how many there are. */
export type Candidates = { open: readonly Candidate[]; over: readonly Over[]; overCount: number }

type Listed = Over & { state: EventState; nextDate: string | null }

type Range = { from: string | null; to: string | null }

/** The same whatever the database's locale: case, ё and spelling variants of Unicode don't matter. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')

type Named = Pick<Candidate, 'title' | 'placeTitle'>

/** Every word stands somewhere in the title or in the place. Without a search all match. */
export const matcherOf = (search: string | null): ((event: Named) => boolean) => {
  if (search === null) return () => true
  const words = plain(search).split(/\s+/)
  return ({ title, placeTitle }) => {
    const text = plain(`${title} ${placeTitle}`)
    return words.every((word) => text.includes(word))
  }
}

/** Whether an event takes place in a range, also beyond the dates that exist already. */
export const takesPlaceIn = (event: Candidate, { from, to }: Range): boolean => {
  if ((from === null && to === null) || event.inRange) return true
  if (
    event.type === 'oneOff' ||
    event.archivedAt !== null ||
    (to !== null && event.expandedUntil !== null && to <= event.expandedUntil)
  )
    return false
  const beyond = event.expandedUntil === null ? event.date : addDays(event.expandedUntil, 1)
  const start = from !== null && from > beyond ? from : beyond
  return datesOf(event, { from: start, to, limit: 1 }, event.removed).length > 0
}

const compare = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1

/** The id makes pages stable. */
const byTimeOfDay = (a: Listed, b: Listed): number =>
  compare(a.startTime, b.startTime) || compare(a.title, b.title) || compare(a.id, b.id)
/** What is next comes first. */
const byNextDate = (a: Listed, b: Listed): number => compare(a.nextDate, b.nextDate) || byTimeOfDay(a, b)
/** The latest comes first. */
const byLastDate = (a: Listed, b: Listed): number => compare(b.lastDate, a.lastDate) || byTimeOfDay(a, b)

type Filter = Range & { search: string | null; state: EventState | null; todayIn: (zone: string) => string }

/** How many of those that are over a page needs to see. A search looks at all of them, if only to count them. */
export const overWanted = ({ search, state }: Pick<Filter, 'search' | 'state'>, upTo: number): number =>
  search !== null ? Number.POSITIVE_INFINITY : state === 'active' ? 0 : upTo

/**
 * The events a schedule shows, in order, and how many of each state there are under the same filters. Past what
 * was asked of those that are over, the order ends.
 */
export const listSchedule = (
  { open, over, overCount }: Candidates,
  { search, state, todayIn, ...range }: Filter,
): { events: Listed[]; counts: Record<EventState, number> } => {
  const matches = matcherOf(search)
  const found = open.filter((event) => matches(event) && takesPlaceIn(event, range))
  const overFound = over.filter(matches)
  const events = { active: [] as Listed[], archived: [] as Listed[] }
  for (const event of found) {
    const today = todayIn(event.zone)
    const own = stateOf(event, today)
    // The next date may have to be asked of the rule, which is not done for an event nobody is shown.
    events[own].push({ ...event, state: own, nextDate: state === 'archived' ? null : nextDateOf(event, today) })
  }
  for (const event of overFound) events.archived.push({ ...event, state: 'archived', nextDate: null })
  const counts = {
    active: events.active.length,
    archived: events.archived.length - overFound.length + (search === null ? overCount : overFound.length),
  }
  const shown = [
    ...(state === 'archived' ? [] : events.active.sort(byNextDate)),
    ...(state === 'active' ? [] : events.archived.sort(byLastDate)),
  ]
  return { events: shown, counts }
}
