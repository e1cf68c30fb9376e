import { recordAudit, type AuditEntry } from '@/db/audit'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import type { Facts } from '@/domain/audit/entry'
import { tellBookers } from '@/notifications/tellBookers'

export type Affected = {
  id: string
  visitor: string
  occurrence: string
  bookedBy: { relationTo: string; value: string } | null
}

/**
 * The expected on some occurrences, with who booked them. Whoever was marked already came or didn't: that is
 * a fact, which no cancellation undoes. Names are added by the edge that shows them.
 */
export const activeOn = (db: Db, occurrences: readonly string[]): Promise<Affected[]> =>
  db.rows<Affected>(
    `SELECT id, visitor_id AS visitor, occurrence_id AS occurrence,
            CASE WHEN booked_by_value IS NULL THEN NULL ELSE jsonb_build_object('relationTo', booked_by_relation_to,
              'value', booked_by_value) END AS "bookedBy"
       FROM participants WHERE occurrence_id = ANY ($1::uuid[]) AND status = 'expected' ORDER BY booked_at, id`,
    [occurrences],
  )

type Cancelling = {
  occurrences: readonly string[]
  reason: string | null
  caller: Caller
  now: Date
  /** What the message speaks of: {event, date, …}, ids only. */
  about: Facts
}

/**
 * Cancels everybody on some occurrences because the occurrence, the date or the event goes away, and
 * tells the volunteers who booked them. The caller has locked the event days and occurrences, in id order.
 */
export const cancelAllOn = async (
  db: Db,
  { occurrences, reason, caller, now, about }: Cancelling,
): Promise<Affected[]> => {
  const affected = await activeOn(db, occurrences)
  if (affected.length === 0) return []
  await db.rows(
    `UPDATE participants SET status = 'cancelled', cancelled_at = $2, cancel_reason = $3, updated_at = $2
      WHERE id = ANY ($1::uuid[]) AND status = 'expected'`,
    [affected.map(({ id }) => id), now.toISOString(), reason],
  )
  await recordAudit(
    db,
    ...affected.map(({ id }): AuditEntry => ({
      at: now,
      action: 'participant.cancelled',
      subject: 'participants',
      subjectId: id,
      caller,
      changes: { because: about },
    })),
  )
  await tellBookers(db, now, { kind: 'bookingsCancelled', participants: affected, about: { ...about, reason } })
  return affected
}
