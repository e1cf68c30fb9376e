import type { Payload } from 'payload'
import { followRegistration } from '@/db/attendance'
import { recordAudit } from '@/db/audit'
import { leadTo, ledBy, lockRecords } from '@/db/merge-records'
import { endMerge, mergeById, reopenMerge } from '@/db/merges'
import { refusalOfDatabaseError } from '@/db/refusals'
import { transaction, type Db } from '@/db/sql'
import { callerKey, isAdministrator, type Caller } from '@/domain/access/caller'
import { Refusal, type ErrorCode } from '@/domain/errors'
import { CHOSEN_FIELDS, type ChosenField, type PersonField } from '@/domain/merges/fields'
import { whyNotUndone } from '@/domain/merges/undoable'
import { auditOfMerge } from './audit'
import { putBookingsBack, putFieldsBack } from './putBack'

export type Undone = {
  survivor: string
  other: string
  putBack: { participants: number; fields: ChosenField[] }
  /** Values that were changed since; they stay with the survivor. */
  kept: { participants: number; fields: ChosenField[] }
}

/** Restores both records, except what was changed or added since, which stays with the survivor. */
export const undoMerge = async (
  payload: Payload,
  { id, caller, now }: { id: string; caller: Caller; now: Date },
): Promise<Undone> => {
  if (!isAdministrator(caller)) throw new Refusal('FORBIDDEN')
  return transaction(payload, (db) => undoWithin(db, { id, caller, now })).catch(asConflict)
}

const FULL: readonly ErrorCode[] = ['OCCURRENCE_FULL', 'EVENT_FULL']

/** The merge had freed a place that somebody else has taken since. Nothing is undone until there is room. */
const asConflict = (error: unknown): never => {
  const refusal = error instanceof Refusal ? error : refusalOfDatabaseError(error)
  if (refusal && FULL.includes(refusal.code)) throw new Refusal('MERGE_CONFLICT', { reason: 'full', ...refusal.data })
  throw error
}

/** `late`: undo even after the deadline. */
type Undoing = { id: string; caller: Caller | null; now: Date; late?: boolean }

export const undoWithin = async (db: Db, { id, caller, now, late = false }: Undoing): Promise<Undone> => {
  const asked = await mergeById(db, id)
  if (!asked) throw new Refusal('NOT_FOUND')
  const records = await lockRecords(db, [asked.survivor, asked.other])
  const merge = (await mergeById(db, id)) ?? asked
  const [survivor, other] = [records.get(merge.survivor), records.get(merge.other)]
  if (!survivor || !other) throw new Refusal('NOT_FOUND')
  const reason = whyNotUndone(
    { mergedAt: merge.mergedAt, undoneAt: merge.undoneAt, hasTrace: merge.trace !== null },
    {
      areErased: survivor.erasedAt !== null || other.erasedAt !== null,
      isLatest: merge.isLatest,
      isSurvivorMerged: survivor.mergedInto !== null,
    },
    late ? merge.mergedAt : now,
  )
  if (reason !== null || merge.trace === null) throw new Refusal('MERGE_CONFLICT', { reason: reason ?? 'expired' })
  await reopenMerge(db, id)
  const led = await ledBy(db, other.id)
  await leadTo(db, [other.id], null, now)
  if (led.length > 0) await leadTo(db, led, other.id, now)
  const bookings = await putBookingsBack(db, merge, merge.trace, now)

  const fields = await putFieldsBack(db, { survivor, other, changes: merge.trace.fields, now })
  await followRegistration(db, [survivor.id, other.id], now)
  await endMerge(db, id, { at: now, by: caller ? callerKey(caller) : 'system' })
  const putBack = { participants: bookings.putBack, fields: fields.putBack.filter(isChosen) }
  const kept = { participants: bookings.kept, fields: fields.kept.filter(isChosen) }
  await recordAudit(
    db,
    ...auditOfMerge('visitor.mergeUndone', {
      survivor,
      other,
      fields: Object.fromEntries(
        Object.entries(merge.trace.fields).filter(([field]) => !kept.fields.includes(field as ChosenField)),
      ),
      moved: { participants: putBack.participants, kept: kept.participants },
      caller,
      now,
    }),
  )
  return { survivor: survivor.id, other: other.id, putBack, kept }
}

const isChosen = (field: PersonField): field is ChosenField => CHOSEN_FIELDS.some((chosen) => chosen === field)
