import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { World } from '../world'
import { twinOf } from './twin'

export type Contender = {
  name: string
  /** Runs before and after a round, for contenders that keep the occurrence and its bookings in tables of their own. */
  prepare?: (occurrence: string) => Promise<void>
  empty?: () => Promise<void>
  book: (occurrence: string, visitor: string) => Promise<unknown>
  close: () => Promise<void>
}

/**
 * The baseline in hand-written SQL: lock, count, insert the same three rows, commit. Prepared statements, on tables
 * with our rows and indexes but without our triggers.
 */
export const rawContender = async ({ pool, database, now, caller }: World, clients: number): Promise<Contender> => {
  await twinOf(pool, 'occurrences', 'raw_occurrences')
  await twinOf(pool, 'participants', 'raw_participants')
  const connections = new pg.Pool({ connectionString: database.url, max: clients })
  const at = now.toISOString()

  const book = async (occurrence: string, visitor: string): Promise<void> => {
    const client = await connections.connect()
    const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
    const [id, key] = [randomUUID(), randomUUID()]
    try {
      await client.query('BEGIN')
      const { rows } = await run(
        'raw-lock',
        'SELECT capacity, event_day_id FROM raw_occurrences WHERE id = $1 FOR UPDATE',
        [occurrence],
      )
      const counted = await run(
        'raw-count',
        `SELECT count(*)::int AS taken FROM raw_participants WHERE occurrence_id = $1 AND status <> 'cancelled'`,
        [occurrence],
      )
      if (counted.rows[0].taken >= rows[0].capacity) throw new Error('OCCURRENCE_FULL')
      await run(
        'raw-insert',
        `INSERT INTO raw_participants (id, visitor_id, occurrence_id, event_day_id, status, source,
          booked_by_relation_to, booked_by_value, booked_at, created_at, updated_at)
          VALUES ($1, $2, $3, $4, 'expected', 'bot', 'volunteers', $5, $6, $6, $6)`,
        [id, visitor, occurrence, rows[0].event_day_id, caller.id, at],
      )
      await run(
        'raw-audit',
        `INSERT INTO audit_log (at, action, subject, subject_id, actor_kind, actor_id, changes)
          VALUES ($1, 'participant.booked', 'participants', $2, 'volunteers', $3, $4)`,
        [at, id, caller.id, JSON.stringify({ visitor, occurrence, again: false })],
      )
      await run(
        'raw-message',
        `INSERT INTO messages (kind, recipient_kind, recipient_id, payload, created_at, updated_at)
          VALUES ('bookingConfirmed', 'volunteers', $1, $2, $3, $3)`,
        [caller.id, JSON.stringify({ participants: [id] }), at],
      )
      await run(
        'raw-key',
        `INSERT INTO idempotency_keys (caller, route, key, body_hash, status, answer)
          VALUES ($1, 'raw', $2, $3, 201, $4)`,
        [
          `volunteers:${caller.id}`,
          key,
          key.repeat(2),
          JSON.stringify({ status: 201, body: answerOf(id, visitor, occurrence, caller.id, at) }),
        ],
      )
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  }
  return { name: 'raw', book, close: () => connections.end() }
}

/** As long as the answer that the product stores. */
export const answerOf = (id: string, visitor: string, occurrence: string, volunteer: string, at: string) => ({
  participants: [
    {
      id,
      visitor,
      occurrence,
      eventDay: occurrence,
      status: 'expected',
      comment: null,
      source: 'bot',
      bookedBy: { relationTo: 'volunteers', value: volunteer },
      bookedAt: at,
      cancelledAt: null,
      cancelReason: null,
      createdAt: at,
      updatedAt: at,
    },
  ],
})
