import type { Payload } from 'payload'
import { logEvent } from '@/config/log'
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
import { reading, transaction, type Db } from '@/db/sql'
import { distinctFrom, keepVisitors } from '@/db/visitors'
import { Refusal } from '@/domain/errors'
import { DERIVATIONS } from '@/domain/search/derivations'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'
import { faultOf } from '@/operations/errors/faultOf'
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
  (await seekChanged(payload)) ||
  (await withoutFailing(
    payload,
    passOn(BATCH),
    passOn(1),
    passOn(1, () => undefined),
  ))

type Step = (db: Db) => Promise<boolean>

/** Tries the steps in turn: a record that can't be compared is reported and left out, so that the rest goes on. */
const withoutFailing = async (payload: Payload, step: Step, ...others: Step[]): Promise<boolean> => {
  try {
    return await transaction(payload, step)
  } catch (error) {
    const [next, ...rest] = others
    if (!next || !isAboutRecord(error)) throw error
    if (rest.length === 0) logEvent({ level: 'error', msg: 'somebody could not be compared', err: faultOf(error) })
    return withoutFailing(payload, next, ...rest)
  }
}

const seekChanged = async (payload: Payload): Promise<boolean> => {
  const changed = await nextChanged(reading(payload))
  if (changed === null) return false
  const compared: Step = async (db) => {
    await setCompared(db, changed)
    return true
  }
  return withoutFailing(
    payload,
    async (db) => {
      await compare(db, [changed.id])
      return compared(db)
    },
    compared,
  )
}

const passOn =
  (size: number, comparing: typeof compare | (() => void) = compare): Step =>
  async (db) => {
    const { version } = DERIVATIONS.current
    const pass = await lockPass(db)
    if (!pass || (pass.finished && pass.version === version)) return false
    const passed = pass.version === version ? pass.passed : null
    const next = await nextOfPass(db, passed, size)
    await comparing(db, next)
    await setPass(db, { version, passed: next.at(-1) ?? passed, finished: next.length < size })
    return true
  }

/** A fault of our code, or what PostgreSQL says about values and rules; not a lost connection, lock, or full disk. */
const isAboutRecord = (error: unknown): boolean => {
  if (error instanceof Refusal) return false
  const code = (error as { code?: unknown } | null)?.code
  return code === undefined || /^(?:21|22|23|P0|PR)/.test(String(code))
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
