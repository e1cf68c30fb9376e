import type { App, Answer, Client } from '../helpers/app'

export type EventDoc = {
  id: string
  title: string
  date: string
  startTime: string
  capacity: number
  rrule: string | null
  recurrence: Record<string, unknown> | null
  state: string
  nextDate: string | null
  lastDate: string | null
  archivedAt: string | null
  skipDates: { date: string; reason: string | null }[]
  services: {
    id: string
    service: string
    startTime: string
    endTime: string
    capacity: number
    bookingWindow: { value: number; unit: string }
  }[]
}

/** Creates an event through the API, as an administrator does: laundry on Tuesdays from ten to twelve. */
export const eventMaker = async (app: App, { timezone = 'Europe/Moscow' } = {}) => {
  const admin: Client = await app.as('administrator')
  const doc = (answer: Answer): { id: string } => {
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    return answer.body.doc as { id: string }
  }
  const place = doc(await admin.post('/places', { title: 'Цветной бульвар', timezone })).id
  const service = doc(
    await admin.post('/services', {
      title: 'Стирка',
      capacity: 5,
      minutes: 45,
      bookingWindow: { value: 20, unit: 'days' },
      allowOverlap: false,
    }),
  ).id
  const shower = doc(
    await admin.post('/services', {
      title: 'Душ',
      capacity: 3,
      minutes: 30,
      bookingWindow: { value: 2, unit: 'occurrences' },
    }),
  ).id
  const body = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
    title: 'Стирка по вторникам',
    place,
    type: 'recurring',
    date: '2026-12-01',
    startTime: '10:00',
    endTime: '18:00',
    capacity: 20,
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    services: [{ service, startTime: '10:00', endTime: '12:00', capacity: 5 }],
    ...over,
  })
  const post = (over: Record<string, unknown> = {}) =>
    admin.post<{ doc: EventDoc; errors?: unknown }>('/events', body(over))
  const create = async (over: Record<string, unknown> = {}): Promise<EventDoc> => {
    const answer = await post(over)
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    return answer.body.doc
  }
  return { admin, place, service, shower, body, post, create }
}

export type OccurrenceRow = {
  id: string
  date: string
  line: string
  startsAt: string
  endsAt: string
  capacity: number
  participants: number
  status: string
  event: string
  eventDay: string
  service: string
}

/** The occurrences of an event in the database, by date and start. */
export const occurrencesOf = async (app: App, event: string): Promise<OccurrenceRow[]> => {
  const { rows } = await app.pool.query<OccurrenceRow & { startsAt: Date; endsAt: Date }>(
    `SELECT id, date, line, starts_at AS "startsAt", ends_at AS "endsAt", capacity, participants, status,
      event_id AS event, event_day_id AS "eventDay", service_id AS service
       FROM occurrences WHERE event_id = $1 ORDER BY date, starts_at, id`,
    [event],
  )
  return rows.map((row) => ({
    ...row,
    startsAt: (row.startsAt as unknown as Date).toISOString(),
    endsAt: (row.endsAt as unknown as Date).toISOString(),
  }))
}

export const datesOfEvent = async (app: App, event: string, status = 'scheduled'): Promise<string[]> => {
  const { rows } = await app.pool.query<{ date: string }>(
    'SELECT date FROM event_days WHERE event_id = $1 AND status = $2 ORDER BY date',
    [event, status],
  )
  return rows.map(({ date }) => date)
}

/**
 * Puts somebody on an occurrence with a plain insert, so that the counting triggers run. Booked by a volunteer if
 * given.
 */
export const putOn = async (app: App, visitor: string, occurrence: string, volunteer?: string): Promise<string> => {
  const { rows } = await app.pool.query<{ id: string }>(
    `INSERT INTO participants (visitor_id, occurrence_id, status, source, booked_by_relation_to, booked_by_value,
      booked_at)
     VALUES ($1, $2, 'expected', 'bot', CASE WHEN $3::text IS NULL THEN NULL ELSE 'volunteers'::caller_kind
       END, $3, now()) RETURNING id`,
    [visitor, occurrence, volunteer ?? null],
  )
  return rows[0]?.id ?? ''
}
