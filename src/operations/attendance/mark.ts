import type { Payload } from 'payload'
import { followRegistration, lockForMarks, writeMarks, writeUndo, type MarkChange, type Marked } from '@/db/attendance'
import { recordAudit, type AuditEntry } from '@/db/audit'
import type { Db } from '@/db/sql'
import { callerKey, isStaff, type Caller } from '@/domain/access/caller'
import { decideMark, type Mark, type MarkRefusal } from '@/domain/attendance/decideMark'
import { Refusal } from '@/domain/errors'
import { once } from '@/operations/idempotency/once'

export type MarkRequest = {
  ids: readonly string[]
  status: Mark
  /** undefined leaves each comment as it is; null empties it. */
  comment?: string | null
  /** Marks only participants who still have this mark; the others may have been marked by somebody else meanwhile. */
  only?: Mark
}
export type MarkResult = { updated: string[]; failed: { id: string; code: MarkRefusal }[]; undo: string | null }

export const mayMark = (caller: Caller): boolean => isStaff(caller) || caller.kind === 'volunteers'

/**
 * Marks one or more participants; each has its own result. `undo` is an id with which the change can be undone for ten
 * minutes. A repeated request with the same key gets the first answer, because marking again would replace the undo
 * with an empty one.
 */
export const mark = (
  payload: Payload,
  request: MarkRequest,
  { key = null, ...edge }: { caller: Caller; now: Date; key?: string | null },
): Promise<MarkResult> =>
  once(payload, { caller: edge.caller, route: 'POST /participants/status', key, body: request }, (db) =>
    markWithin(db, request, edge),
  )

/** Comments are personal data, so the log keeps them with the person. */
const commentOf = (row: Marked, comment: string | null | undefined) =>
  comment === undefined || comment === row.comment
    ? {}
    : { person: { id: row.visitor, values: { before: { comment: row.comment }, after: { comment } } } }

export const markWithin = async (
  db: Db,
  { ids, status, comment, only }: MarkRequest,
  { caller, now }: { caller: Caller; now: Date },
): Promise<MarkResult> => {
  if (!mayMark(caller)) throw new Refusal('FORBIDDEN')
  const wanted = [...new Set(ids)]
  const found = new Map((await lockForMarks(db, wanted, now)).map((row) => [row.id, row]))
  const failed: MarkResult['failed'] = []
  const rows: Marked[] = []
  for (const id of wanted) {
    const row = found.get(id)
    if (row && only !== undefined && row.status !== only) continue
    const code = row ? decideMark({ ...row, mark: status }) : 'PARTICIPANT_NOT_FOUND'
    if (code) failed.push({ id, code })
    else if (row) rows.push(row)
  }
  const updated = rows.map(({ id }) => id)
  // Participants who already have this mark count as updated, but there is nothing to write or undo for them.
  const changing = rows.filter((row) => row.status !== status || (comment !== undefined && comment !== row.comment))
  if (changing.length === 0) return { updated, failed, undo: null }

  const changes = changing.map((row): MarkChange => ({
    id: row.id,
    status,
    comment: comment === undefined ? row.comment : comment,
  }))
  await writeMarks(db, changes, now)
  await followRegistration(db, registering(changing), now)
  await recordAudit(
    db,
    ...changing.map((row): AuditEntry => ({
      at: now,
      action: 'participant.marked',
      subject: 'participants',
      subjectId: row.id,
      caller,
      changes: { from: row.status, to: status },
      ...commentOf(row, comment),
    })),
  )
  const undo = await writeUndo(db, {
    caller: callerKey(caller),
    rows: changing.map((row, index) => ({
      id: row.id,
      from: { status: row.status, comment: row.comment },
      to: changes[index] as MarkChange,
    })),
    now,
  })
  return { updated, failed, undo }
}

/** Only marks on registration services can change a visitor's status. */
export const registering = (rows: readonly Marked[]): string[] => [
  ...new Set(rows.filter(({ registration }) => registration).map(({ visitor }) => visitor)),
]
