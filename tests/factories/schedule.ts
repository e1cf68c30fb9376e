import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { addDays } from '@/domain/time/calendar'
import { localInstant } from '@/domain/time/zone'

/**
 * Rows for tests about booking, not planning. Written as plain SQL, so that the test of a rule does not depend on the
 * expansion of a series. The caller can set every value.
 */
export const makePlace = async (pool: Pool, { timezone = 'Europe/Moscow', title = 'Цветной' } = {}): Promise<string> =>
  one(pool, `INSERT INTO places (title, timezone) VALUES ($1, $2) RETURNING id`, [title, timezone])

type Service = { title?: string; registration?: boolean; allowOverlap?: boolean }

export const makeService = (
  pool: Pool,
  { title = 'Душ', registration = false, allowOverlap = false }: Service = {},
): Promise<string> =>
  one(pool, `INSERT INTO services (title, registration, allow_overlap) VALUES ($1, $2, $3) RETURNING id`, [
    title,
    registration,
    allowOverlap,
  ])

type Person = { status?: 'new' | 'registered'; lastName?: string; firstName?: string }

export const makeVisitor = (
  pool: Pool,
  { status = 'registered', lastName = 'Иванов', firstName = 'Пётр' }: Person = {},
): Promise<string> =>
  one(
    pool,
    `INSERT INTO visitors (last_name, first_name, full_name, status, card_number)
      VALUES ($1, $2, $3, $4, lpad(nextval('card_number_seq')::text, 5, '0')) RETURNING id`,
    [lastName, firstName, `${lastName} ${firstName}`, status],
  )

export const makeVisitors = async (pool: Pool, count: number): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO visitors (last_name, first_name, full_name, status, card_number)
     SELECT 'Проверкин', 'Номер', 'Проверкин Номер', 'registered', lpad(nextval('card_number_seq')::text, 5, '0')
       FROM generate_series(1, $1) RETURNING id`,
    [count],
  )
  return rows.map(({ id }) => id)
}

export type Line = {
  service: string
  startTime: string
  endTime: string
  capacity: number
  window?: { value: number; unit: 'days' | 'occurrences' }
}

type EventOptions = {
  place: string
  dates: readonly string[]
  capacity: number
  lines: readonly Line[]
  timezone?: string
  startTime?: string
  endTime?: string
  lastDate?: string | null
}

export type MadeEvent = { event: string; days: string[]; /** [date][line] */ occurrences: string[][]; lines: string[] }

/** Creates an event with its days and occurrences on exactly these dates. */
export const makeEvent = async (
  pool: Pool,
  {
    place,
    dates,
    capacity,
    lines,
    timezone = 'Europe/Moscow',
    startTime = [...lines.map((line) => line.startTime), '08:00'].sort()[0] ?? '',
    endTime = [...lines.map((line) => line.endTime), '20:00'].sort().at(-1) ?? '',
    lastDate,
  }: EventOptions,
): Promise<MadeEvent> => {
  const event = await one(
    pool,
    `INSERT INTO events (title, place_id, type, date, start_time, end_time, capacity, last_date, expanded_until)
      VALUES ('День помощи', $1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      place,
      dates.length > 1 ? 'recurring' : 'oneOff',
      dates[0],
      startTime,
      endTime,
      capacity,
      lastDate === undefined ? dates.at(-1) : lastDate,
      addDays(dates.at(-1) ?? '', 0),
    ],
  )
  const ids = lines.map(() => randomUUID())
  for (const [index, line] of lines.entries()) {
    await pool.query(
      `INSERT INTO events_services (_order, _parent_id, id, service_id, start_time, end_time, capacity,
        booking_window_value, booking_window_unit) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        index + 1,
        event,
        ids[index],
        line.service,
        line.startTime,
        line.endTime,
        line.capacity,
        line.window?.value ?? 30,
        line.window?.unit ?? 'days',
      ],
    )
  }
  const days: string[] = []
  const occurrences: string[][] = []
  for (const date of dates) {
    const at = (time: string) => localInstant(date, time, timezone).toISOString()
    const day = await one(
      pool,
      `INSERT INTO event_days (event_id, place_id, date, start_time, end_time, starts_at, ends_at, capacity)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [event, place, date, startTime, endTime, at(startTime), at(endTime), capacity],
    )
    days.push(day)
    const onDay: string[] = []
    for (const [index, line] of lines.entries()) {
      onDay.push(
        await one(
          pool,
          `INSERT INTO occurrences (event_id, event_day_id, line, service_id, place_id, date, starts_at, ends_at,
            capacity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
          [event, day, ids[index], line.service, place, date, at(line.startTime), at(line.endTime), line.capacity],
        ),
      )
    }
    occurrences.push(onDay)
  }
  return { event, days, occurrences, lines: ids }
}

export const makeVolunteer = (pool: Pool, telegramId: string): Promise<string> =>
  one(pool, `INSERT INTO volunteers (id, name, telegram_id) VALUES (gen_random_uuid(), 'Вера', $1) RETURNING id`, [
    telegramId,
  ])

const one = async (pool: Pool, text: string, values: readonly unknown[]): Promise<string> => {
  const { rows } = await pool.query<{ id: string }>(text, [...values])
  if (!rows[0]) throw new Error('Nothing was inserted')
  return rows[0].id
}
