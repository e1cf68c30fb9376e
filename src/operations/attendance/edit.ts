import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { participantById, writeComment, type Participant } from '@/db/participants'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import type { ParticipantStatus } from '@/domain/attendance/decideMark'
import { invalid, Refusal } from '@/domain/errors'
import { cancel } from '@/operations/bookings/cancel'
import { markWithin, mayMark } from './mark'

export type ParticipantEdit = {
  visitor?: string
  occurrence?: string
  status?: ParticipantStatus
  comment?: string | null
}

/**
 * Edits one participant through the panel's form or PATCH: the mark, the comment, or a cancellation. The visitor and
 * the occurrence can't change, but a form may send them back unchanged. A cancelled participant has to be booked again.
 */
export const edit = async (
  payload: Payload,
  { id, change, caller, now }: { id: string; change: ParticipantEdit; caller: Caller; now: Date },
): Promise<Participant> => {
  if (!mayMark(caller)) throw new Refusal('FORBIDDEN')
  if (change.status === 'cancelled') {
    const before = await transaction(payload, (db) =>
      editWithin(db, { id, change: { ...change, status: undefined }, caller, now }),
    )
    return before.status === 'cancelled' ? before : cancel(payload, { id, reason: null, caller, now })
  }
  return transaction(payload, (db) => editWithin(db, { id, change, caller, now }))
}

const editWithin = async (
  db: Parameters<Parameters<typeof transaction>[1]>[0],
  { id, change, caller, now }: { id: string; change: ParticipantEdit; caller: Caller; now: Date },
): Promise<Participant> => {
  const before = await participantById(db, id)
  if (!before) throw new Refusal('NOT_FOUND')
  for (const path of ['visitor', 'occurrence'] as const) {
    if (change[path] !== undefined && change[path] !== before[path]) throw invalid({ path, message: 'fieldUnexpected' })
  }
  if (change.status !== undefined && change.status !== before.status && change.status !== 'cancelled') {
    const { failed } = await markWithin(
      db,
      { ids: [id], status: change.status, comment: change.comment },
      { caller, now },
    )
    if (failed[0]) throw new Refusal(failed[0].code, { participant: id })
  } else if (change.comment !== undefined && change.comment !== before.comment) {
    await writeComment(db, { id, comment: change.comment, now })
    await recordAudit(db, {
      at: now,
      action: 'participant.commented',
      subject: 'participants',
      subjectId: id,
      caller,
      changes: {},
      person: {
        id: before.visitor,
        values: { before: { comment: before.comment }, after: { comment: change.comment } },
      },
    })
  }
  return (await participantById(db, id)) ?? before
}
