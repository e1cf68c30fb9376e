import type { Pool } from 'pg'

/** Inserts one record of everything with plain SQL. Returns ids by collection slug. */
export const makeSchedule = async (pool: Pool): Promise<Record<string, string>> => {
  const one = async (text: string, values: unknown[] = []): Promise<string> =>
    (await pool.query<{ id: string }>(`${text} RETURNING id`, values)).rows[0]?.id ?? ''
  const place = await one(`INSERT INTO places (title, timezone) VALUES ('Цветной', 'Europe/Moscow')`)
  const service = await one(
    `INSERT INTO services (title, capacity, minutes, booking_window_value, booking_window_unit)
      VALUES ('Душ', 10, 30, 14, 'days')`,
  )
  const event = await one(
    `INSERT INTO events (title, place_id, type, date, start_time, end_time, capacity, last_date, expanded_until)
      VALUES ('Баня', $1, 'oneOff', '2026-12-05', '10:00', '14:00', 10, '2026-12-05', '2026-12-05')`,
    [place],
  )
  const line = await one(
    `INSERT INTO events_services (_order, _parent_id, service_id, start_time, end_time, capacity,
      booking_window_value, booking_window_unit) VALUES (1, $1, $2, '10:00', '11:00', 5, 14, 'days')`,
    [event, service],
  )
  const day = await one(
    `INSERT INTO event_days (event_id, place_id, date, start_time, end_time, starts_at, ends_at, capacity)
      VALUES ($1, $2, '2026-12-05', '10:00', '14:00', '2026-12-05T07:00Z', '2026-12-05T11:00Z', 10)`,
    [event, place],
  )
  const occurrence = await one(
    `INSERT INTO occurrences (event_id, event_day_id, line, service_id, place_id, date, starts_at, ends_at, capacity)
      VALUES ($1, $2, $3, $4, $5, '2026-12-05', '2026-12-05T07:00Z', '2026-12-05T08:00Z', 5)`,
    [event, day, line, service, place],
  )
  const visitor = await one(
    `INSERT INTO visitors (last_name, first_name, full_name, status, card_number, phone, comment)
      VALUES ('Иванов', 'Пётр', 'Иванов Пётр', 'registered', 'A-1', '+79161234567', 'тихий')`,
  )
  const participant = await one(
    `INSERT INTO participants (visitor_id, occurrence_id, event_day_id, status, source, booked_at, comment)
      VALUES ($1, $2, $3, 'expected', 'panel', '2026-12-01T08:00Z', 'у окна')`,
    [visitor, occurrence, day],
  )
  const volunteer = await one(
    `INSERT INTO volunteers (id, name, telegram_id) VALUES (gen_random_uuid(), 'Вера', '123')`,
  )
  const integration = await one(
    `INSERT INTO integrations (id, name, scope, prefix, key_hash)
      VALUES (gen_random_uuid(), 'Сайт', 'read', 'pristan_x', 'hash')`,
  )
  return {
    places: place,
    services: service,
    events: event,
    'event-days': day,
    occurrences: occurrence,
    visitors: visitor,
    participants: participant,
    volunteers: volunteer,
    integrations: integration,
  }
}
