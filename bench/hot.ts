import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { addDays } from '@/domain/time/calendar'
import { localDate, localInstant } from '@/domain/time/zone'
import { insertDates } from '@/db/event-dates'
import { reading } from '@/db/sql'
import type { World } from './world'

/** A one-off event tomorrow, with one service and enough room, that everybody is booked on. */
export const hotOccurrence = async ({ payload, pool, now }: World): Promise<string> => {
  const date = addDays(localDate(now, 'Europe/Moscow'), 1)
  const [event, line, day] = [randomUUID(), randomUUID(), randomUUID()]
  const { rows } = await pool.query<{ place: string; service: string }>(
    `SELECT (SELECT id FROM places WHERE title = 'Цветной') AS place, (SELECT id FROM services
      WHERE title = 'Душ') AS service`,
  )
  const { place = '', service = '' } = rows[0] ?? {}
  await pool.query(
    `INSERT INTO events (id, title, place_id, type, date, start_time, end_time, capacity, last_date, expanded_until)
      VALUES ($1, 'Горячее', $2, 'oneOff', $3, '10:00', '12:00', 100000, $3, $3)`,
    [event, place, date],
  )
  await pool.query(
    `INSERT INTO events_services (_order, _parent_id, id, service_id, start_time, end_time, capacity,
      booking_window_value, booking_window_unit) VALUES (1, $1, $2, $3, '10:00', '12:00', 100000, 30, 'days')`,
    [event, line, service],
  )
  const interval = {
    startsAt: localInstant(date, '10:00', 'Europe/Moscow'),
    endsAt: localInstant(date, '12:00', 'Europe/Moscow'),
  }
  await insertDates(
    reading(payload),
    now,
    [
      {
        id: day,
        event,
        place,
        date,
        startTime: '10:00',
        endTime: '12:00',
        endsNextDay: false,
        ...interval,
        capacity: 100_000,
      },
    ],
    [{ event, eventDay: day, line, service, place, date, ...interval, capacity: 100_000 }],
  )
  const found = await pool.query<{ id: string }>('SELECT id FROM occurrences WHERE event_day_id = $1', [day])
  return found.rows[0]?.id ?? ''
}

/** Registered people without bookings from yesterday on, so that only the capacity rule can refuse. */
export const freeVisitors = async (pool: Pool, count: number): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT v.id FROM visitors v WHERE v.status = 'registered' AND NOT EXISTS (
       SELECT 1 FROM participants b JOIN occurrences o ON o.id = b.occurrence_id WHERE b.visitor_id = v.id
         AND o.ends_at > now() - interval '2 days') ORDER BY v.card_number DESC LIMIT $1`,
    [count],
  )
  return rows.map(({ id }) => id)
}
