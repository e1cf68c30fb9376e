import sharp from 'sharp'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import type { App, Client } from '../../helpers/app'

export const NOW = '2026-12-01T15:00:00Z'

/** Two past days, where attendance can be marked, and two future ones, with two services each and few places. */
export const DATES = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03']

export const setTheScene = async (app: App): Promise<{ occurrences: string[]; days: string[] }> => {
  const place = await makePlace(app.pool)
  const lines = await Promise.all(
    ['09', '11'].map(async (hour) => ({
      service: await makeService(app.pool, { registration: hour === '09' }),
      startTime: `${hour}:00`,
      endTime: `${hour}:30`,
      capacity: 3,
    })),
  )
  const made = await makeEvent(app.pool, { place, dates: DATES, capacity: 3, lines })
  return { occurrences: made.occurrences.flat(), days: made.days }
}

export const makePhoto = async (app: App, staff: Client, shade: number): Promise<string> => {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: { r: shade, g: 9, b: 9 } } })
    .png()
    .toBuffer()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'photo.png')
  const response = await fetch(`${app.url}/media`, { method: 'POST', headers: staff.headers, body: form })
  return ((await response.json()) as { doc: { id: string } }).doc.id
}

type Booking = Record<string, unknown> & { id: string; visitor_id: string; occurrence_id: string; status: string }

/** All rows of the database about these records. */
export const rowsOf = async (app: App, people: readonly string[]) => ({
  people: new Map(
    (
      await app.pool.query<Record<string, unknown> & { id: string }>(
        `SELECT id, last_name, first_name, middle_name, full_name, birth_year, phone, card_number, photo_id, comment,
                status, registered_by, mks_id, consent_given_at, consent_recorded_by, consent_withdrawn_at,
                merged_into_id, search_keys FROM visitors WHERE id = ANY ($1)`,
        [people],
      )
    ).rows.map((row) => [row.id, row]),
  ),
  bookings: (
    await app.pool.query<Booking>('SELECT * FROM participants WHERE visitor_id = ANY ($1) ORDER BY id', [people])
  ).rows,
  holds: (
    await app.pool.query<{ occurrence_id: string; visitor_id: string }>(
      'SELECT occurrence_id, visitor_id FROM holds WHERE visitor_id = ANY ($1) ORDER BY occurrence_id, visitor_id',
      [people],
    )
  ).rows,
})
export type Rows = Awaited<ReturnType<typeof rowsOf>>

/** The tables that contain one of these words anywhere in a row. */
export const tablesWith = async (app: App, words: readonly string[]): Promise<string[]> => {
  const { rows: tables } = await app.pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await app.pool.query(
      `SELECT 1 FROM ${name} t WHERE EXISTS (
         SELECT 1 FROM unnest($1::text[]) word WHERE position(lower(word) IN lower(to_jsonb(t)::text)) > 0) LIMIT 1`,
      [words],
    )
    if (rows.length > 0) found.push(name)
  }
  return found
}

/** The counters of an occurrence and of its day. */
export const placesTaken = async (
  app: App,
  occurrence: string,
): Promise<{ occurrence: number; day: number } | undefined> =>
  (
    await app.pool.query<{ occurrence: number; day: number }>(
      `SELECT o.participants AS occurrence, d.participants AS day FROM occurrences o
         JOIN event_days d ON d.id = o.event_day_id WHERE o.id = $1`,
      [occurrence],
    )
  ).rows[0]
