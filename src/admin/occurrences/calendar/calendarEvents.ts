import type { EventInput } from '@fullcalendar/react'
import { hoursOf, isOver, type Occurrence } from '../occurrence'

export type CalendarDetail = { occurrence: Occurrence }

/**
 * Local strings without a zone, in a calendar that counts in UTC: what is drawn is the clock of the place,
 * wherever the browser is, and no clock change moves anything.
 */
export const calendarEvent = (occurrence: Occurrence, tint: number): EventInput => {
  const { start, end } = hoursOf(occurrence)
  const cancelled = occurrence.status === 'cancelled'
  const full = !cancelled && occurrence.participants >= occurrence.capacity
  return {
    id: occurrence.id,
    title: occurrence.service.title,
    start: `${occurrence.date}T${start}:00`,
    end: `${occurrence.date}T${end}:00`,
    className: [
      'pr-cal-event',
      `pr-tint-${tint}`,
      ...(cancelled ? ['pr-cal-event--cancelled'] : []),
      ...(full ? ['pr-cal-event--full'] : []),
      ...(isOver(occurrence) ? ['pr-cal-event--over'] : []),
    ].join(' '),
    color: 'var(--pr-tint)',
    extendedProps: { occurrence } satisfies CalendarDetail,
  }
}

/** The whole hours a day has to show: 08 to 20, and whatever goes beyond. */
export const shownHours = (occurrences: readonly Occurrence[]): { from: string; to: string } => {
  const hours = occurrences.map(hoursOf)
  const first = Math.min(8, ...hours.map(({ start }) => Number(start.slice(0, 2))))
  const last = Math.max(20, ...hours.map(({ end }) => Number(end.slice(0, 2)) + (end.endsWith(':00') ? 0 : 1)))
  return { from: `${String(first).padStart(2, '0')}:00:00`, to: `${String(last).padStart(2, '0')}:00:00` }
}

/** The date and time on a wall in a zone, as FullCalendar wants to be told what "now" is. */
export const wallClock = (instant: Date, timezone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
    .format(instant)
    .replace(' ', 'T')
