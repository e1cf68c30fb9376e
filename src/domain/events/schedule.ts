import { addDays } from '@/domain/time/calendar'
import type { DayHours } from './hours'
import { nextDateOf, type Upcoming } from './nextDate'
import { datesOf } from './series'
import { type EventState, stateOf } from './state'

/** What the schedule needs for filtering and sorting an event. */
export type Candidate = Upcoming &
  DayHours & {
    id: string
    title: string
    placeTitle: string
    zone: string
    /** One of its existing dates lies in the range. */
    inRange: boolean
  }

/** An event that is over in every zone, with the fields for searching and sorting. */
export type Over = Pick<Candidate, 'id' | 'title' | 'placeTitle' | 'startTime' | 'lastDate'>

/** `over` holds only the latest events that are over, at least as many as requested, and their total number. */
export type Candidates = { open: readonly Candidate[]; over: readonly Over[]; overCount: number }

type Listed = Over & { state: EventState; nextDate: string | null }

type Range = { from: string | null; to: string | null }

/** Compared here, not in the database, so that its locale doesn't matter. Ignores case, ё and Unicode variants. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')

type Named = Pick<Candidate, 'title' | 'placeTitle'>

/** Every word of the search has to occur in the title or the place. An empty search matches everything. */
export const matcherOf = (search: string | null): ((event: Named) => boolean) => {
  if (search === null) return () => true
  const words = plain(search).split(/\s+/)
  return ({ title, placeTitle }) => {
    const text = plain(`${title} ${placeTitle}`)
    return words.every((word) => text.includes(word))
  }
}

/** Also looks beyond the dates that have been created. */
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

/** The id breaks ties, so that paging is stable. */
const byTimeOfDay = (a: Listed, b: Listed): number =>
  compare(a.startTime, b.startTime) || compare(a.title, b.title) || compare(a.id, b.id)
/** The next date comes first. */
const byNextDate = (a: Listed, b: Listed): number => compare(a.nextDate, b.nextDate) || byTimeOfDay(a, b)
/** The latest date comes first. */
const byLastDate = (a: Listed, b: Listed): number => compare(b.lastDate, a.lastDate) || byTimeOfDay(a, b)

type Filter = Range & {
  search: string | null
  state: EventState | null
  todayOf: (event: DayHours & { zone: string }) => string
}

/** How many events that are over a page needs. A search needs all of them, if only for counting. */
export const overWanted = ({ search, state }: Pick<Filter, 'search' | 'state'>, upTo: number): number =>
  search !== null ? Number.POSITIVE_INFINITY : state === 'active' ? 0 : upTo

/**
 * The events of a schedule page in order, and how many there are of each state under the same filters. Events that are
 * over are only sorted as far as the page needs them.
 */
export const listSchedule = (
  { open, over, overCount }: Candidates,
  { search, state, todayOf, ...range }: Filter,
): { events: Listed[]; counts: Record<EventState, number> } => {
  const matches = matcherOf(search)
  const found = open.filter((event) => matches(event) && takesPlaceIn(event, range))
  const overFound = over.filter(matches)
  const events = { active: [] as Listed[], archived: [] as Listed[] }
  for (const event of found) {
    const today = todayOf(event)
    const own = stateOf(event, today)
    // The next date may need the rule, which is too slow for events that are not shown.
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
