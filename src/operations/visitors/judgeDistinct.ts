import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { dropPairs } from '@/db/likely-pairs'
import { transaction } from '@/db/sql'
import { keepVisitors, rememberDistinct } from '@/db/visitors'
import { callerKey, type Caller } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'

/** `inBody`: both ids came in the body, not in the path. */
type Judging = { id: string; other: string; caller: Caller; now: Date; inBody?: boolean }

/**
 * Records that two records are two people, so that neither is suggested for the other again. A second call changes
 * nothing.
 */
export const judgeDistinct = (
  payload: Payload,
  { id, other, caller, now, inBody = false }: Judging,
): Promise<{ id: string; other: string }> => {
  if (id === other) throw invalid({ path: inBody ? 'b' : 'other', message: 'fieldInvalid' })
  return transaction(payload, async (db) => {
    const found = await keepVisitors(db, [id, other])
    if (!found.includes(id)) throw new Refusal(inBody ? 'VISITOR_NOT_FOUND' : 'NOT_FOUND')
    if (!found.includes(other)) throw new Refusal('VISITOR_NOT_FOUND')
    await dropPairs(db, id, other)
    const news = await rememberDistinct(db, { id, others: [other], by: callerKey(caller), at: now })
    if (news > 0)
      await recordAudit(db, {
        at: now,
        action: 'visitor.judgedDistinct',
        subject: 'visitors',
        subjectId: id,
        caller,
        changes: { from: other },
      })
    return { id, other }
  })
}
