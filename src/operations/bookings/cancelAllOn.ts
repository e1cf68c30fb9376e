import { recordAudit, type AuditEntry } from '@/db/audit'
import { cancelExpected, expectedOn, type Expected } from '@/db/participants'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import type { Facts } from '@/domain/audit/entry'
import { tellBookers } from '@/notifications/tellBookers'

type Cancelling = {
  occurrences: readonly string[]
  reason: string | null
  caller: Caller
  now: Date
  /** The facts of the message: {event, date, …}, ids only. */
  about: Facts
}

/**
 * Cancels everybody on some occurrences because the occurrence, the date or the event is cancelled, and tells the
 * volunteers who booked them. The caller has locked the event days and occurrences, in id order.
 */
export const cancelAllOn = async (
  db: Db,
  { occurrences, reason, caller, now, about }: Cancelling,
): Promise<Expected[]> => {
  const affected = await expectedOn(db, occurrences)
  if (affected.length === 0) return []
  await cancelExpected(
    db,
    affected.map(({ id }) => id),
    { reason, now },
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
