import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { lockForErasure } from '@/db/erasure'
import { deletePhotoRow, fileOfPhoto, loosePhotos } from '@/db/photos'
import { countDue, findDue, forget, readRetention, writeRetention, type Retention } from '@/db/retention'
import { reading, transaction, type Db } from '@/db/sql'
import { visitorRow, writeSearchKeys } from '@/db/visitors'
import type { Caller } from '@/domain/access/caller'
import { RETAINED, type RetainedField } from '@/domain/visitors/retention'
import { keysOf } from '@/domain/search/derivations'
import { eraseWithin } from './erase'
import { removePhotoFile } from './photoFile'

const BATCH = 100

/** The retention periods in months, and how many people the next run would affect under them, or under `tried`. */
export const retention = async (
  payload: Payload,
  { tried, now }: { tried: Partial<Retention>; now: Date },
): Promise<{ months: Retention; due: Record<RetainedField, number> }> => {
  const db = reading(payload)
  const months = { ...(await readRetention(db)), ...tried }
  const due: Record<RetainedField, number> = { phone: 0, comment: 0, photo: 0, visitor: 0 }
  for (const field of RETAINED) {
    const term = months[field]
    if (term !== null) due[field] = await countDue(db, field, term, now)
  }
  return { months, due }
}

export const setRetention = async (
  payload: Payload,
  { months, caller, now }: { months: Partial<Retention>; caller: Caller; now: Date },
): Promise<void> =>
  transaction(payload, async (db) => {
    const before = await readRetention(db)
    const changed = Object.fromEntries(
      Object.entries(months).filter(([field, term]) => before[field as RetainedField] !== term),
    )
    if (Object.keys(changed).length === 0) return
    await writeRetention(db, changed)
    const was = Object.fromEntries(Object.keys(changed).map((field) => [field, before[field as RetainedField]]))
    await recordAudit(db, {
      at: now,
      action: 'retention.changed',
      subject: 'retention',
      subjectId: 'retention',
      caller,
      changes: { before: was, after: changed },
    })
  })

/**
 * One transaction per person, so that an interrupted run is continued the next night. Returns how many people were
 * affected.
 */
export const applyRetention = async (payload: Payload, now: Date): Promise<number> => {
  const months = await readRetention(reading(payload))
  let concerned = 0
  // Whole people first, because their parts need no separate work then.
  for (const field of [...RETAINED].reverse()) {
    const term = months[field]
    if (term === null) continue
    for (;;) {
      const due = await findDue(reading(payload), field, { months: term, now, most: BATCH })
      for (const visitor of due) await transaction(payload, (db) => takeAway(db, { field, visitor, now }))
      concerned += due.length
      if (due.length < BATCH) break
    }
  }
  return concerned
}

const takeAway = async (
  db: Db,
  { field, visitor, now }: { field: RetainedField; visitor: string; now: Date },
): Promise<void> => {
  if (field === 'visitor') return void (await eraseWithin(db, { id: visitor, reason: 'retention', caller: null, now }))
  const found = await lockForErasure(db, visitor)
  if (!found || found.erasedAt) return
  const file = field === 'photo' && found.photo !== null ? await fileOfPhoto(db, found.photo, visitor) : null
  if (file !== null) await removePhotoFile(file)
  await forget(db, field, visitor, now)
  if (field === 'photo' && found.photo !== null) await deletePhotoRow(db, found.photo)
  const row = field === 'phone' ? await visitorRow(db, visitor) : null
  if (row) await writeSearchKeys(db, { id: visitor, keys: keysOf(row), byHand: false })
  await recordAudit(db, {
    at: now,
    action: 'visitor.retained',
    subject: 'visitors',
    subjectId: visitor,
    caller: null,
    changes: { field },
  })
}

const LOOSE_MS = 86_400_000

/** Photos uploaded in forms that were never saved belong to nobody, so nobody could ask to have them erased. */
export const dropLoosePhotos = async (payload: Payload, now: Date): Promise<number> => {
  const db = reading(payload)
  const loose = await loosePhotos(db, new Date(now.getTime() - LOOSE_MS))
  for (const { id, filename } of loose) {
    await deletePhotoRow(db, id)
    if (filename !== null) await removePhotoFile(filename)
  }
  return loose.length
}
