import { bool, instant, int, participantStatus, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const SETTLE_MESSAGES = statement(
  'settle-messages',
  `UPDATE messages SET status = 'sent', sent_at = created_at, attempts = 1
    WHERE status = 'pending' AND recipient_kind = 'volunteers' AND recipient_id = ANY ($1::varchar[])`,
)

/** Marks messages about seeded data as sent. The operations write them as usual, but they have no real recipients. */
export const settleMessages = async (db: Db, volunteers: readonly string[]): Promise<void> => {
  await db.rows(SETTLE_MESSAGES, [volunteers])
}

const COUNT_ROWS = statement(
  'count-rows',
  `SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM visitors) AS visitors,
          (SELECT count(*)::int FROM participants) AS participants`,
  { events: int, visitors: int, participants: int },
)

/** How many rows exist, so that a seed can refuse to add to real data. */
export const countRows = async (db: Db): Promise<{ events: number; visitors: number; participants: number }> => {
  const [row] = await db.rows(COUNT_ROWS)
  return row ?? { events: 0, visitors: 0, participants: 0 }
}

export type OccurrencePlace = {
  id: string
  event: string
  eventDay: string
  service: string
  date: string
  startsAt: Date
  edited: boolean
}

const OCCURRENCES_OF = statement(
  'occurrences-of',
  `SELECT id, event_id AS event, event_day_id AS "eventDay", service_id AS service, date, starts_at AS "startsAt",
          edited
     FROM occurrences WHERE event_id = ANY ($1::uuid[]) AND date BETWEEN $2 AND $3 ORDER BY date, starts_at, id`,
  { id: uuid, event: uuid, eventDay: uuid, service: uuid, date: text, startsAt: instant, edited: bool },
)

export const occurrencesOf = (
  db: Db,
  events: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<OccurrencePlace[]> => db.rows(OCCURRENCES_OF, [events, from, to])

const PARTICIPANTS_ON = statement(
  'participants-on',
  `SELECT id, occurrence_id AS occurrence, visitor_id AS visitor, status FROM participants
    WHERE occurrence_id = ANY ($1::uuid[])`,
  { id: uuid, occurrence: uuid, visitor: uuid, status: participantStatus },
)

export const participantsOn = (
  db: Db,
  occurrences: readonly string[],
): Promise<{ id: string; occurrence: string; visitor: string; status: string }[]> =>
  db.rows(PARTICIPANTS_ON, [occurrences])

const PLACES = statement('places-in-order', 'SELECT id, timezone AS zone FROM places ORDER BY title', {
  id: uuid,
  zone: text,
})

export const placesInOrder = (db: Pick<Db, 'rows'>): Promise<{ id: string; zone: string }[]> => db.rows(PLACES)

type Service = { id: string; capacity: number; window: number; registration: boolean }

const SERVICES = statement(
  'services-in-order',
  `SELECT id, capacity, booking_window_value AS window, coalesce(registration, false) AS registration
     FROM services ORDER BY title`,
  { id: uuid, capacity: int, window: int, registration: bool },
)

export const servicesInOrder = (db: Pick<Db, 'rows'>): Promise<Service[]> => db.rows(SERVICES)
