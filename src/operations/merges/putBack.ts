import {
  moveBookings,
  occurrencesOfBookings,
  bookingsToMerge,
  putHoldsBack,
  restoreBookings,
  setComments,
  statesOf,
} from '@/db/merge-bookings'
import { writeRecords, type MergeRecord } from '@/db/merge-records'
import type { MergeTrace, StoredMerge } from '@/db/merges'
import { lockForBooking } from '@/db/participants'
import { photoOf } from '@/db/person'
import type { Db } from '@/db/sql'
import { claimCardNumber, writeSearchKeys } from '@/db/visitors'
import { Refusal } from '@/domain/errors'
import { undoneBookings } from '@/domain/merges/bookings'
import { undoneFields, type FieldChanges, type PersonField } from '@/domain/merges/fields'
import { keysOf } from '@/domain/search/derivations'

export const putBookingsBack = async (
  db: Db,
  { survivor, other }: StoredMerge,
  trace: MergeTrace,
  now: Date,
): Promise<{ putBack: number; kept: number }> => {
  const own = (await bookingsToMerge(db, [survivor], { now, lock: false })).map(({ id }) => id)
  const concerned = [...trace.moved.map(({ id }) => id), ...trace.folded.map(({ kept }) => kept)]
  const occurrences = [
    ...(await occurrencesOfBookings(db, concerned)),
    ...trace.dropped.map(({ occurrence_id }) => String(occurrence_id)),
  ]
  await lockForBooking(db, survivor, [...new Set(occurrences)])
  const { back, again, comments, kept } = undoneBookings(trace, await statesOf(db, concerned), { survivor, other })
  await setComments(db, comments)
  await moveBookings(db, back, other)
  const restored = await restoreBookings(
    db,
    trace.dropped.filter(({ id }) => again.includes(String(id))),
    now,
  )
  await putHoldsBack(db, trace.holds, other)
  const added = own.filter((id) => !trace.own.includes(id) && !trace.moved.some((moved) => moved.id === id))
  return {
    putBack: back.length + restored.length,
    kept: new Set(kept).size + added.length + again.length - restored.length,
  }
}

type Fields = { survivor: MergeRecord; other: MergeRecord; changes: FieldChanges; now: Date }

export const putFieldsBack = async (
  db: Db,
  { survivor, other, changes, now }: Fields,
): Promise<{ putBack: PersonField[]; kept: PersonField[] }> => {
  const { putBack, kept, ...before } = undoneFields(survivor, other, changes)
  const { cardNumber, photo } = before.other
  // If neither record has the other's card, somebody gave the survivor a new one, and the old card may be anybody's
  // now.
  if (cardNumber !== null && ![survivor.cardNumber, other.cardNumber].includes(cardNumber))
    if (!(await claimCardNumber(db, cardNumber, other.id))) throw new Refusal('MERGE_CONFLICT', { reason: 'card' })
  // A photo that was replaced since has been deleted.
  if (photo !== null && !(await photoOf(db, photo))) before.other.photo = null
  const records = [
    { ...before.survivor, id: survivor.id },
    { ...before.other, id: other.id },
  ]
  await writeRecords(db, records, now)
  for (const record of records) await writeSearchKeys(db, { id: record.id, keys: keysOf(record), byHand: false })
  return { putBack, kept }
}
