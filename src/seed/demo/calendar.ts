import { datesOf } from '@/domain/events/series'
import { addDays } from '@/domain/time/calendar'
import { localInstant } from '@/domain/time/zone'
import { CHANGES, DEMO_DAYS, type DemoEvent, timetable } from './timetable'

export const ZONE = 'Europe/Moscow'

export type DemoDate = {
  event: DemoEvent
  date: string
  /** No bookings from then on: the date was cancelled or the event archived. */
  closedAt: Date | null
}

/** A change of plan that the coordinator makes at a moment before today. */
export type DemoChange = {
  kind: 'cancelDate' | 'archive' | 'edit'
  title: string
  date: string
  at: Date
  reason: string | null
}

export type DemoCalendar = {
  events: DemoEvent[]
  dates: DemoDate[]
  changes: DemoChange[]
  /** Everything happened before this moment. */
  until: Date
}

/** The dates in the two months of the demo, and the changes made to them. */
export const demoCalendar = (today: string): DemoCalendar => {
  const events = timetable(today)
  const range = { from: addDays(today, -DEMO_DAYS), to: addDays(today, DEMO_DAYS) }
  const days = (event: DemoEvent): string[] =>
    datesOf({ ...event, type: event.rrule === null ? 'oneOff' : 'recurring' }, range)
  const first = (title: string, from: string): string => {
    const date = events.flatMap((event) => (event.title === title ? days(event) : [])).find((day) => day >= from)
    if (!date) throw new Error(`The timetable has no ${title} from ${from} on`)
    return date
  }
  const evening = (daysAgo: number, time: string): Date => localInstant(addDays(today, -daysAgo), time, ZONE)
  const changes: DemoChange[] = [
    {
      kind: 'archive',
      title: CHANGES.archived.title,
      date: addDays(today, -10),
      at: evening(10, '20:30'),
      reason: null,
    },
    {
      kind: 'cancelDate',
      title: CHANGES.cancelledDate.title,
      date: first(CHANGES.cancelledDate.title, addDays(today, 2)),
      at: evening(1, '19:00'),
      reason: CHANGES.cancelledDate.reason,
    },
    {
      kind: 'edit',
      title: CHANGES.edited.title,
      date: first(CHANGES.edited.title, addDays(today, 1)),
      at: evening(1, '19:10'),
      reason: null,
    },
  ]
  const closedAt = (event: DemoEvent, date: string): Date | null =>
    changes.find(
      ({ kind, title, date: changed }) =>
        title === event.title &&
        ((kind === 'archive' && date > changed) || (kind === 'cancelDate' && date === changed)),
    )?.at ?? null

  const dates = events.flatMap((event) => days(event).map((date) => ({ event, date, closedAt: closedAt(event, date) })))
  return {
    events,
    dates: dates.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    changes,
    until: localInstant(today, '00:00', ZONE),
  }
}
