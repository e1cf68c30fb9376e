import type { Payload } from 'payload'
import {
  lockPass,
  nextChanged,
  nextOfPass,
  recordsToCompare,
  setCompared,
  setPass,
  writePairs,
} from '@/db/likely-pairs'
import { leadsTo } from '@/db/merged'
import { transaction, type Db } from '@/db/sql'
import { distinctFrom, keepVisitors } from '@/db/visitors'
import { DERIVATIONS } from '@/domain/search/derivations'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'
import { findDuplicates } from '@/operations/visitors/findDuplicates'

const BATCH = 20

/**
 * Finds people who may be the same person: first those who are new or changed, then everybody once, in id order. Uses
 * the same comparison as when a new person is registered. Ends after `forMs` milliseconds or when nobody is left. A
 * kill loses one batch.
 */
export const seekPairs = async (payload: Payload, { forMs }: { forMs: number }): Promise<void> => {
  const until = performance.now() + forMs
  while (performance.now() < until) if (!(await seekNext(payload))) return
}

/** Returns whether there may be more. */
const seekNext = async (payload: Payload): Promise<boolean> =>
  (await transaction(payload, seekChanged)) || (await transaction(payload, passOn))

const seekChanged = async (db: Db): Promise<boolean> => {
  const changed = await nextChanged(db)
  if (changed === null) return false
  await compare(db, [changed.id])
  await setCompared(db, changed)
  return true
}

const passOn = async (db: Db): Promise<boolean> => {
  const { version } = DERIVATIONS.current
  const pass = await lockPass(db)
  if (!pass || (pass.finished && pass.version === version)) return false
  const passed = pass.version === version ? pass.passed : null
  const next = await nextOfPass(db, passed, BATCH)
  await compare(db, next)
  await setPass(db, { version, passed: next.at(-1) ?? passed, finished: next.length < BATCH })
  return true
}

/** Compares without locks, and locks the people in id order only to write, because a merge may be in progress. */
const compare = async (db: Db, ids: readonly string[]): Promise<void> => {
  const compared: { person: string; found: LikelyDuplicate[] }[] = []
  for (const id of ids) {
    const person = await leadsTo(db, id)
    if (person !== null) compared.push({ person, found: await alike(db, person) })
  }
  const people = compared.flatMap(({ person, found }) => [person, ...found.map((one) => one.id)])
  const there = new Set(await keepVisitors(db, people))
  for (const { person, found } of compared) {
    if (!there.has(person)) continue
    // Judged to be two people while we were looking.
    const apart = await distinctFrom(db, person)
    await writePairs(
      db,
      person,
      found.filter(({ id }) => there.has(id) && !apart.includes(id)),
    )
  }
}

/** People who look like any record of this person. */
const alike = async (db: Db, person: string): Promise<LikelyDuplicate[]> => {
  const apart = [person, ...(await distinctFrom(db, person))]
  const found = new Map<string, LikelyDuplicate>()
  for (const record of await recordsToCompare(db, person))
    for (const one of await findDuplicates(db, record, apart))
      if ((found.get(one.id)?.score ?? -1) < one.score) found.set(one.id, one)
  return [...found.values()]
}
