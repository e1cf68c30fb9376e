import type { Db } from './sql'

/**
 * Messages about what a seed made up have nobody to go to: they are written by the operations as always,
 * and count as sent at once.
 */
export const settleMessages = async (db: Db, volunteers: readonly string[]): Promise<void> => {
  await db.rows(
    `UPDATE messages SET status = 'sent', sent_at = created_at, attempts = 1
      WHERE status = 'pending' AND recipient_kind = 'volunteers' AND recipient_id = ANY ($1::varchar[])`,
    [volunteers],
  )
}

/** Which rows a seed may not add to: how much there is. */
export const countRows = async (db: Db): Promise<{ events: number; visitors: number; participants: number }> => {
  const [row] = await db.rows<{ events: number; visitors: number; participants: number }>(
    `SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM visitors) AS visitors, (SELECT count(*)::int FROM participants) AS participants`,
  )
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

export const occurrencesOf = (
  db: Db,
  events: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<OccurrencePlace[]> =>
  db.rows<OccurrencePlace>(
    `SELECT id, event_id AS event, event_day_id AS "eventDay", service_id AS service, date, starts_at AS "startsAt", edited
       FROM occurrences WHERE event_id = ANY ($1::uuid[]) AND date BETWEEN $2 AND $3 ORDER BY date, starts_at, id`,
    [events, from, to],
  )

export const participantsOn = (
  db: Db,
  occurrences: readonly string[],
): Promise<{ id: string; occurrence: string; visitor: string; status: string }[]> =>
  db.rows(
    'SELECT id, occurrence_id AS occurrence, visitor_id AS visitor, status FROM participants WHERE occurrence_id = ANY ($1::uuid[])',
    [occurrences],
  )
