import type { Payload } from 'payload'
import { followRegistration } from '@/db/attendance'
import { recordAudit } from '@/db/audit'
import { handPairsOver } from '@/db/likely-pairs'
import {
  bookingsToMerge,
  dropBookings,
  moveBookings,
  moveHolds,
  occurrencesToLock,
  setComments,
  traced,
} from '@/db/merge-bookings'
import { leadTo, lockRecords, readRecords, writeRecords, type MergeRecord } from '@/db/merge-records'
import { leadsTo } from '@/db/merged'
import { beginMerge, countEntries, keepTrace } from '@/db/merges'
import { newId } from '@/db/newId'
import { lockForBooking } from '@/db/participants'
import { reading, type Db } from '@/db/sql'
import { writeSearchKeys } from '@/db/visitors'
import { callerKey, isAdministrator, type Caller } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'
import { applied, type Choice } from '@/domain/merges/fields'
import { keysOf } from '@/domain/search/derivations'
import { once } from '@/operations/idempotency/once'
import { auditOfMerge } from './audit'
import { answerOf, foldedOf, planOf, type Merged, type Plan } from './plan'

type Merging = { id: string; other: string; take: Choice; preview: boolean; caller: Caller; now: Date }

/**
 * Merges two records of one person. The other record stays, without bookings, and points to the survivor, so that its
 * card, name and id are still found.
 */
export const mergeVisitors = async (payload: Payload, merging: Merging, key: string | null = null): Promise<Merged> => {
  if (!isAdministrator(merging.caller)) throw new Refusal('FORBIDDEN')
  if (merging.id === merging.other) throw invalid({ path: 'other', message: 'fieldInvalid' })
  if (merging.preview) return previewMerge(reading(payload), merging)
  const { id, other, take, caller } = merging
  const request = { caller, route: 'POST /visitors/merge', key, body: { id, other, take } }
  return once(payload, request, (db) => mergeWithin(db, merging))
}

const previewMerge = async (db: Db, { id, other, take, now }: Merging): Promise<Merged> => {
  const survivor = await leadsTo(db, id)
  const records = await readRecords(db, [survivor ?? id, other])
  const found = await bookingsToMerge(db, [...records.keys()], { now, lock: false })
  const plan = planOf(records, found, { survivor: survivor ?? id, other, take })
  return answerOf(null, plan, found, await countEntries(db, other))
}

const mergeWithin = async (db: Db, { id, other, take, caller, now }: Merging): Promise<Merged> => {
  const survivor = (await leadsTo(db, id)) ?? id
  const records = await lockRecords(db, [survivor, other])
  const both = [survivor, other]
  await lockForBooking(db, survivor, await occurrencesToLock(db, survivor, other))
  const found = await bookingsToMerge(db, both, { now, lock: true })
  const plan = planOf(records, found, { survivor, other, take })
  const log = await countEntries(db, other)

  const merge = newId(now)
  await beginMerge(db, { id: merge, survivor, other, at: now, by: callerKey(caller) })
  const dropped = await dropBookings(
    db,
    plan.bookings.folded.map((one) => one.dropped),
  )
  await moveBookings(db, plan.bookings.moved, survivor)
  await setComments(
    db,
    plan.bookings.folded.map(({ kept, comment }) => ({ id: kept, comment })),
  )
  const holds = await moveHolds(db, other, survivor)
  const after = await writePeople(db, plan, now)
  // Records that pointed to the other record now point to the survivor.
  await leadTo(
    db,
    [...records.keys()].filter((one) => one === other || records.get(one)?.mergedInto === other),
    survivor,
    now,
  )
  await followRegistration(db, [survivor], now)
  await handPairsOver(db, other, survivor)
  await keepTrace(db, merge, {
    fields: plan.fields,
    ...(await traced(db, { moved: plan.bookings.moved, folded: foldedOf(plan.bookings, found) })),
    dropped,
    holds,
    own: found.filter(({ visitor }) => visitor === survivor).map((booking) => booking.id),
  })
  const answer = { ...answerOf(merge, plan, found, log), survivor: after }
  await recordAudit(db, ...auditOfMerge('visitor.merged', { ...plan, moved: answer.moved, caller, now }))
  return answer
}

const writePeople = async (db: Db, { survivor, other, fields }: Plan, now: Date): Promise<MergeRecord> => {
  const after = { ...survivor, ...applied(survivor, fields, 'survivor') }
  const rest = { ...other, ...applied(other, fields, 'other') }
  await writeRecords(db, [after, rest], now)
  for (const record of [after, rest]) await writeSearchKeys(db, { id: record.id, keys: keysOf(record), byHand: false })
  return after
}
