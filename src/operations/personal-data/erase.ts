import type { Payload } from 'payload'
import { env } from '@/config/env'
import { recordAudit, type AuditEntry } from '@/db/audit'
import {
  cancelUpcoming,
  erasureOf,
  eraseRows,
  lockForErasure,
  lockLedger,
  weighErasure,
  writeErasure,
  type ErasureRecord,
} from '@/db/erasure'
import { deletePhotoRow, fileOfPhoto } from '@/db/photos'
import { reading, transaction, type Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import type { ErasureReason } from '@/domain/visitors/erased'
import { appendToLedger, readLedger } from '@/machine/ledger'
import { tellBookers } from '@/notifications/tellBookers'
import { removePhotoFile } from './photoFile'

/** A line of the ledger: who the person was is not in it. */
export type LedgerEntry = { visitor: string; at: string; reason: string; by: { kind: string; id: string } | null }

type Erasing = { id: string; reason: ErasureReason; caller: Caller | null; now: Date }

/**
 * Takes a person out of everything the product keeps; visits stay in the statistics, at a row without a
 * person. The ledger says so first: whatever happens after its line, the next start of the worker goes on.
 * A second call changes nothing and answers the same.
 */
export const eraseVisitor = (
  payload: Payload,
  { confirm, ...erasing }: Erasing & { confirm: boolean },
): Promise<ErasureRecord> =>
  confirm ? transaction(payload, (db) => eraseWithin(db, erasing)) : refuseUnconfirmed(reading(payload), erasing)

const refuseUnconfirmed = async (db: Db, { id, now }: Erasing): Promise<never> => {
  const weighed = await weighErasure(db, id, now)
  if (!weighed) throw new Refusal('NOT_FOUND')
  throw new Refusal('ERASE_CONFIRM_REQUIRED', weighed)
}

export const eraseWithin = async (db: Db, { id, reason, caller, now }: Erasing): Promise<ErasureRecord> => {
  const visitor = await lockForErasure(db, id)
  if (!visitor) throw new Refusal('NOT_FOUND')
  const known = await erasureOf(db, id)
  if (visitor.erasedAt && known) return known
  const entry: LedgerEntry = {
    visitor: id,
    at: now.toISOString(),
    reason,
    by: caller ? { kind: caller.kind, id: caller.id } : null,
  }
  await lockLedger(db)
  return carryOut(db, { ...lineFor(entry), photo: visitor.photo, caller, now })
}

/** A try that failed after its line is tried again under that line, so that a thousand tries leave one. */
const lineFor = (entry: LedgerEntry): { entry: LedgerEntry; hash: string } => {
  const file = env().erasureLedger
  const line = readLedger<LedgerEntry>(file).find(({ visitor }) => visitor === entry.visitor)
  if (!line) return { entry, hash: appendToLedger(file, entry) }
  const { hash, previous: _, ...before } = line
  return { entry: before, hash }
}

type CarryingOut = { entry: LedgerEntry; hash: string; photo: string | null; caller: Caller | null; now: Date }

/** What a line of the ledger says, done. The visitor is locked. */
export const carryOut = async (db: Db, { entry, hash, photo, caller, now }: CarryingOut): Promise<ErasureRecord> => {
  const { visitor, reason, by } = entry
  const at = new Date(entry.at)
  const cancelled = await cancelUpcoming(db, visitor, now)
  const file = photo === null ? null : await fileOfPhoto(db, photo, visitor)
  // Before the commit: a row without its file is erased again, a file without its row would be forgotten.
  if (file !== null) await removePhotoFile(file)
  const counts = { ...(await eraseRows(db, visitor, at)), cancelled: cancelled.length, photos: file === null ? 0 : 1 }
  if (photo !== null) await deletePhotoRow(db, photo)
  const record: ErasureRecord = { visitor, at, reason, askedBy: by, hash, counts }
  await writeErasure(db, record)
  await tellBookers(db, now, { kind: 'bookingsCancelled', participants: cancelled, about: { reason: null } })
  await recordAudit(
    db,
    ...cancelled.map(({ id }): AuditEntry => ({
      at: now,
      action: 'participant.cancelled',
      subject: 'participants',
      subjectId: id,
      caller,
      changes: { from: 'expected', because: { erased: true } },
    })),
    {
      at: now,
      action: 'visitor.erased',
      subject: 'visitors',
      subjectId: visitor,
      caller,
      changes: { reason, hash, counts },
    },
  )
  return record
}
