import { clockIn } from '@/admin/time/zoned'
import type { DayHours } from '@/domain/events/hours'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import type { AnswerOf } from '@/endpoints/http/route'
import type { listOccurrencesRoute } from '@/endpoints/occurrences/list'

export type OccurrencePage = AnswerOf<typeof listOccurrencesRoute>
export type Occurrence = OccurrencePage['docs'][number]

/** The filters above the tabs; empty means everything. */
export type Filters = { service: string; place: string; visitor: string }

export const queryOf = ({ service, place, visitor }: Filters) => ({
  service: service || undefined,
  place: place || undefined,
  visitor: visitor || undefined,
})

/** The hours in the place's local time. */
export const hoursOf = ({ startsAt, endsAt, place }: Occurrence): { start: string; end: string } => ({
  start: clockIn(startsAt, place.timezone),
  end: clockIn(endsAt, place.timezone),
})

/** The date of a time of day: of a night, what comes before its start is the next morning. */
export const dateOf = (date: string, time: string, day: DayHours | undefined): string =>
  day?.endsNextDay && time < day.startTime ? addDays(date, 1) : date

/** The place's local date at an instant. */
export const dayOf = (instant: string, { place }: Occurrence): string => localDate(new Date(instant), place.timezone)

export const isOver = ({ endsAt }: Occurrence, now = Date.now()): boolean => Date.parse(endsAt) <= now
