import type { Payload } from 'payload'
import { logEvent } from '@/config/log'
import { recordLook } from '@/db/audit'
import { arePairsWaiting, listPairs, putPairOff, type PairRow } from '@/db/likely-pairs'
import { reading, transaction } from '@/db/sql'
import { keepVisitors } from '@/db/visitors'
import { isStaff, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { faultOf } from '@/operations/errors/faultOf'
import { DERIVATIONS } from '@/domain/search/derivations'
import { seekPairs } from './seekPairs'

/** How long opening the page may compare new people before it answers; the worker does the rest. */
const FOR_MS = 500

type Asking = { page: number; limit: number; caller: Caller; now: Date }

/** Records that may be one person, likeliest first. The audit log records a look at everybody on the page. */
export const likelyPairs = async (payload: Payload, { page, limit, caller, now }: Asking) => {
  if (!isStaff(caller)) throw new Refusal('FORBIDDEN')
  // What is known already is shown, also while looking for more fails.
  await seekPairs(payload, { forMs: FOR_MS }).catch((error: unknown) =>
    logEvent({ level: 'error', msg: 'likely pairs could not be looked for', err: faultOf(error) }),
  )
  const db = reading(payload)
  const { rows, total } = await listPairs(db, { page, limit })
  await recordLook(db, {
    at: now,
    subject: 'visitors',
    subjectId: 'duplicates',
    caller,
    visitors: [...new Set(rows.flatMap(({ a, b }) => [a, b]))],
  })
  return {
    docs: rows.map(asPair),
    totalDocs: total,
    page,
    limit,
    complete: !(await arePairsWaiting(db, DERIVATIONS.current.version)),
  }
}

const asPair = (row: PairRow) => ({
  a: {
    id: row.a,
    fullName: row.aFullName ?? '',
    cardNumber: row.aCardNumber,
    birthYear: row.aBirthYear,
    phone: row.aPhone,
    photo: row.aPhoto,
    status: row.aStatus,
    lastVisit: row.aLastVisit,
  },
  b: {
    id: row.b,
    fullName: row.bFullName ?? '',
    cardNumber: row.bCardNumber,
    birthYear: row.bBirthYear,
    phone: row.bPhone,
    photo: row.bPhoto,
    status: row.bStatus,
    lastVisit: row.bLastVisit,
  },
  score: row.score,
  reason: row.reason,
  later: row.laterAt !== null,
})

type Judging = { a: string; b: string; caller: Caller; now: Date }

/** The decision is postponed: the pair moves to the end of the list, if it is still there. */
export const judgeLater = (payload: Payload, { a, b, caller, now }: Judging): Promise<{ a: string; b: string }> => {
  if (!isStaff(caller)) throw new Refusal('FORBIDDEN')
  return transaction(payload, async (db) => {
    const there = await keepVisitors(db, [a, b])
    const unknown = [a, b].find((visitor) => !there.includes(visitor))
    if (unknown !== undefined) throw new Refusal('VISITOR_NOT_FOUND', { visitor: unknown })
    await putPairOff(db, a, b, now)
    return { a, b }
  })
}
