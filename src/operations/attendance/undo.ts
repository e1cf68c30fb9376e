import type { Payload } from 'payload'
import { followRegistration, lockForMarks, takeUndo, writeMarks, type MarkChange } from '@/db/attendance'
import { recordAudit, type AuditEntry } from '@/db/audit'
import { callerKey, type Caller } from '@/domain/access/caller'
import { UNDO_MS, type UndoRefusal } from '@/domain/attendance/undo'
import { Refusal } from '@/domain/errors'
import { once } from '@/operations/idempotency/once'
import { registering } from './mark'

type Undo = { id: string; caller: Caller; now: Date; key?: string | null }

/** Undoes a change of attendance, once and within ten minutes. Rows that were changed since are left alone. */
export const undo = (
  payload: Payload,
  { id, caller, now, key = null }: Undo,
): Promise<{ updated: string[]; failed: { id: string; code: UndoRefusal }[] }> =>
  once(payload, { caller, route: 'POST /participants/undo', key, body: { undo: id } }, async (db) => {
    const rows = await takeUndo(db, {
      id,
      caller: callerKey(caller),
      notBefore: new Date(now.getTime() - UNDO_MS),
      now,
    })
    if (!rows) throw new Refusal('UNDO_EXPIRED')
    const current = new Map(
      (
        await lockForMarks(
          db,
          rows.map((row) => row.id),
          now,
        )
      ).map((row) => [row.id, row]),
    )
    const untouched = rows.filter(
      ({ id: row, to }) => current.get(row)?.status === to.status && current.get(row)?.comment === to.comment,
    )

    await writeMarks(
      db,
      untouched.map(({ id: row, from }): MarkChange => ({
        id: row,
        status: from.status as MarkChange['status'],
        comment: from.comment,
      })),
      now,
    )
    await followRegistration(db, registering(untouched.flatMap(({ id: row }) => current.get(row) ?? [])), now)
    await recordAudit(
      db,
      ...untouched.map(({ id: row, from, to }): AuditEntry => ({
        at: now,
        action: 'participant.markUndone',
        subject: 'participants',
        subjectId: row,
        caller,
        changes: { from: to.status, to: from.status },
      })),
    )
    const updated = untouched.map((row) => row.id)
    return {
      updated,
      failed: rows
        .filter((row) => !updated.includes(row.id))
        .map((row) => ({ id: row.id, code: 'PARTICIPANT_CHANGED' as const })),
    }
  })
