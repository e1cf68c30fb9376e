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

export type Listed = Candidate & { state: EventState; nextDate: string | null }

type Range = { from: string | null; to: string | null }

/** The same whatever the database's locale: case, ё and spelling variants of Unicode don't matter. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')

export const matchesSearch = (
  { title, placeTitle }: Pick<Candidate, 'title' | 'placeTitle'>,
  search: string,
): boolean => {
  const text = plain(`${title} ${placeTitle}`)
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
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

/** What is next comes first; then the archive, the latest first. The id makes pages stable. */
const byNextDate = (a: Listed, b: Listed): number =>
  compare(a.state, b.state) ||
  compare(a.nextDate, b.nextDate) ||
  (a.state === 'archived' ? compare(b.lastDate, a.lastDate) : 0) ||
  compare(a.startTime, b.startTime) ||
  compare(a.title, b.title) ||
  compare(a.id, b.id)

type Filter = Range & { search: string | null; state: EventState | null; todayIn: (zone: string) => string }

/** The events a schedule shows, in order, and how many of each state there are under the same filters. */
export const listSchedule = (candidates: readonly Candidate[], { search, state, todayIn, ...range }: Filter) => {
  const found = candidates
    .filter((event) => (search === null || matchesSearch(event, search)) && takesPlaceIn(event, range))
    .map((event): Listed => ({
      ...event,
      state: stateOf(event, todayIn(event.zone)),
      nextDate: nextDateOf(event, todayIn(event.zone)),
    }))
  const archived = found.filter((event) => event.state === 'archived').length
  const events = found.filter((event) => state === null || event.state === state).sort(byNextDate)
  return { events, counts: { active: found.length - archived, archived } }
}
