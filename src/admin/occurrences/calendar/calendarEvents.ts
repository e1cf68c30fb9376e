import type { EventInput } from '@fullcalendar/react'
import { dayOf, hoursOf, isOver, type Occurrence } from '../occurrence'

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
    start: `${dayOf(occurrence.startsAt, occurrence)}T${start}:00`,
    end: `${dayOf(occurrence.endsAt, occurrence)}T${end}:00`,
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

/** The whole hours a day has to show: 08 to 20, and whatever goes beyond; all of them where a night is among them. */
export const shownHours = (occurrences: readonly Occurrence[]): { from: string; to: string } => {
  if (occurrences.some((one) => dayOf(one.startsAt, one) !== dayOf(one.endsAt, one)))
    return { from: '00:00:00', to: '24:00:00' }
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

/**
 * The clock that says what today is. Where the places shown have different clocks, no line can say what time it is at
 * all of them, and today is the viewer's.
 */
export const clockOf = (zones: readonly string[], now: Date): { zone: string; shared: boolean } => {
  const [zone = new Intl.DateTimeFormat().resolvedOptions().timeZone] = zones
  const shared = zones.every((one) => wallClock(now, one) === wallClock(now, zone))
  return { zone: shared ? zone : new Intl.DateTimeFormat().resolvedOptions().timeZone, shared }
}
