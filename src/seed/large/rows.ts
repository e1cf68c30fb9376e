import { randomUUID } from 'node:crypto'
import type { Bulk, Value } from '@/db/bulk-copy'
import { addDays } from '@/domain/time/calendar'
import type { LargeDay, LargeEvent } from './schedule'

/** Copies the planned large schedule into the tables, in the order that their foreign keys require. */
export const copySchedule = async (
  bulk: Bulk,
  events: readonly LargeEvent[],
  days: readonly LargeDay[],
  now: Date,
  today: string,
): Promise<void> => {
  await bulk.copy(
    'events',
    [
      'id',
      'title',
      'place_id',
      'type',
      'date',
      'start_time',
      'end_time',
      'capacity',
      'rrule',
      'archived_at',
      'last_date',
      'expanded_until',
      'created_at',
      'updated_at',
    ],
    events.map((event): Value[] => {
      const [first = '', last = first] = [event.dates[0], event.dates.at(-1)]
      const createdAt = new Date(Math.min(now.getTime(), Date.parse(first) - 20 * 86_400_000))
      return [
        event.id,
        event.title,
        event.place.id,
        event.rrule ? 'recurring' : 'oneOff',
        first,
        event.startTime,
        event.endTime,
        event.capacity,
        event.rrule,
        event.archived ? now : null,
        event.lastDate,
        event.lastDate ? last : addDays(today, 150),
        createdAt,
        createdAt,
      ]
    }),
  )
  await bulk.copy(
    'events_services',
    [
      '_order',
      '_parent_id',
      'id',
      'service_id',
      'start_time',
      'end_time',
      'capacity',
      'booking_window_value',
      'booking_window_unit',
    ],
    events.flatMap((event) =>
      event.lines.map((line, i): Value[] => [
        i + 1,
        event.id,
        line.id,
        line.service.id,
        line.startTime,
        line.endTime,
        line.capacity,
        line.service.window,
        'days',
      ]),
    ),
  )
  const at = (day: LargeDay): Date => new Date(Math.min(now.getTime(), day.startsAt.getTime() - 40 * 86_400_000))
  await bulk.copy(
    'event_days',
    [
      'id',
      'event_id',
      'place_id',
      'date',
      'start_time',
      'end_time',
      'starts_at',
      'ends_at',
      'capacity',
      'participants',
      'skipped',
      'created_at',
      'updated_at',
    ],
    days.map((day): Value[] => [
      day.id,
      day.event.id,
      day.event.place.id,
      day.date,
      day.event.startTime,
      day.event.endTime,
      day.startsAt,
      day.endsAt,
      day.capacity,
      day.participants,
      false,
      at(day),
      at(day),
    ]),
  )
  await bulk.copy(
    'occurrences',
    [
      'id',
      'event_id',
      'event_day_id',
      'line',
      'service_id',
      'place_id',
      'date',
      'starts_at',
      'ends_at',
      'capacity',
      'participants',
      'edited',
      'created_at',
      'updated_at',
    ],
    days.flatMap((day) =>
      day.occurrences.map((one): Value[] => [
        one.id,
        day.event.id,
        day.id,
        one.line.id,
        one.line.service.id,
        day.event.place.id,
        day.date,
        one.startsAt,
        one.endsAt,
        one.line.capacity,
        one.participants,
        false,
        at(day),
        at(day),
      ]),
    ),
  )
}

export const newIds = (count: number): string[] => Array.from({ length: count }, () => randomUUID())
