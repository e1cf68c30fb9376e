import type { Payload } from 'payload'
import { env } from '@/config/env'
import { recordAudit, type AuditEntry } from '@/db/audit'
import {
  cancelUpcoming,
  erasureOf,
  eraseRows,
  lockLedger,
  weighErasure,
  writeErasure,
  type ErasureRecord,
} from '@/db/erasure'
import { leadsTo } from '@/db/merged'
import { lockRecords, type MergeRecord } from '@/db/merge-records'
import { deletePhotoRow, fileOfPhoto } from '@/db/photos'
import { reading, transaction, type Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import type { ErasureReason } from '@/domain/visitors/erased'
import { appendToLedger, readLedger } from '@/machine/ledger'
import { tellBookers } from '@/notifications/tellBookers'
import { removePhotoFile } from './photoFile'

/** A line of the ledger. It doesn't say who the person was. */
export type LedgerEntry = { visitor: string; at: string; reason: string; by: { kind: string; id: string } | null }

type Erasing = { id: string; reason: ErasureReason; caller: Caller | null; now: Date }

/**
 * Erases a person from everything the product stores. Visits stay in the statistics, attached to a row without personal
 * data. The ledger is written first, so that after a crash the next start of the worker completes the erasure. A second
 * call changes nothing and returns the same.
 */
export const eraseVisitor = (
  payload: Payload,
  { confirm, ...erasing }: Erasing & { confirm: boolean },
): Promise<ErasureRecord> =>
  confirm ? transaction(payload, (db) => eraseWithin(db, erasing)) : refuseUnconfirmed(reading(payload), erasing)

const refuseUnconfirmed = async (db: Db, { id, now }: Erasing): Promise<never> => {
  const weighed = await weighErasure(db, (await leadsTo(db, id)) ?? id, now)
  if (!weighed) throw new Refusal('NOT_FOUND')
  throw new Refusal('ERASE_CONFIRM_REQUIRED', weighed)
}

/**
 * Erases all records of the person, each with its own line in the ledger, because in a backup from before a merge they
 * are separate people. The id of a merged record erases the whole person.
 */
export const eraseWithin = async (db: Db, { id: asked, reason, caller, now }: Erasing): Promise<ErasureRecord> => {
  const id = (await leadsTo(db, asked)) ?? asked
  const records = await lockRecords(db, [id])
  const survivor = records.get(id)
  if (!survivor) throw new Refusal('NOT_FOUND')
  // The record was merged, or a merge was undone, while we waited.
  if (survivor.mergedInto !== null) return eraseWithin(db, { id: survivor.mergedInto, reason, caller, now })
  const known = await erasureOf(db, id)
  if (survivor.erasedAt && known) return known
  await lockLedger(db)
  const by = caller ? { kind: caller.kind, id: caller.id } : null
  const merged: ErasureRecord[] = []
  const erase = (record: MergeRecord, more: Record<string, number>): Promise<ErasureRecord> => {
    const entry: LedgerEntry = { visitor: record.id, at: now.toISOString(), reason, by }
    return carryOut(db, { ...lineFor(entry), photo: record.photo, caller, now, more })
  }
  for (const record of records.values())
    if (record.id !== id && record.erasedAt === null) merged.push(await erase(record, {}))
  // The counts of the survivor include those of all merged records.
  return erase(survivor, sumOf(merged))
}

/** A retry after a failure reuses the line already written, so that the ledger has one line per person. */
const lineFor = (entry: LedgerEntry): { entry: LedgerEntry; hash: string } => {
  const file = env().erasureLedger
  const line = readLedger<LedgerEntry>(file).find(({ visitor }) => visitor === entry.visitor)
  if (!line) return { entry, hash: appendToLedger(file, entry) }
  const { hash, previous: _, ...before } = line
  return { entry: before, hash }
}

const sumOf = (records: readonly ErasureRecord[]): Record<string, number> => {
  const sum: Record<string, number> = {}
  for (const [counted, count] of records.flatMap(({ counts }) => Object.entries(counts)))
    sum[counted] = (sum[counted] ?? 0) + count
  return sum
}

type CarryingOut = {
  entry: LedgerEntry
  hash: string
  photo: string | null
  caller: Caller | null
  now: Date
  /** Counts from merged records, to be added. */
  more?: Record<string, number>
}

/** Carries out a line of the ledger. The caller has locked the visitor. */
export const carryOut = async (
  db: Db,
  { entry, hash, photo, caller, now, more = {} }: CarryingOut,
): Promise<ErasureRecord> => {
  const { visitor, reason, by } = entry
  const at = new Date(entry.at)
  const cancelled = await cancelUpcoming(db, visitor, now)
  const file = photo === null ? null : await fileOfPhoto(db, photo, visitor)
  // The file goes before the commit: a row without its file is erased again, but a file without its row would be
  // forgotten.
  if (file !== null) await removePhotoFile(file)
  const counts = await eraseRows(db, visitor, at)
  Object.assign(counts, { cancelled: cancelled.length, photos: file === null ? 0 : 1 })
  for (const [counted, count] of Object.entries(more)) counts[counted] = (counts[counted] ?? 0) + count
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
