import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { transaction } from '@/db/sql'
import { keepVisitors, rememberDistinct } from '@/db/visitors'
import { callerKey, type Caller } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'

type Judging = { id: string; other: string; caller: Caller; now: Date }

/**
 * Somebody looked at two records and they are two people: neither is suggested for the other again. Once judged,
 * judging again changes nothing.
 */
export const judgeDistinct = (
  payload: Payload,
  { id, other, caller, now }: Judging,
): Promise<{ id: string; other: string }> => {
  if (id === other) throw invalid({ path: 'other', message: 'fieldInvalid' })
  return transaction(payload, async (db) => {
    const found = await keepVisitors(db, [id, other])
    if (!found.includes(id)) throw new Refusal('NOT_FOUND')
    if (!found.includes(other)) throw new Refusal('VISITOR_NOT_FOUND')
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
