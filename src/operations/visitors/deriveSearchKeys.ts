import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import {
  beginDerivation,
  beginSecondPass,
  derivationState,
  finishDerivation,
  lockDerivation,
  nextSearchable,
  passedTo,
  SEARCH_KEYS,
  writeManySearchKeys,
  type DerivationState,
} from '@/db/derivations'
import { reading, transaction } from '@/db/sql'
import { DERIVATIONS, keysOf, type Derivations } from '@/domain/search/derivations'

const BATCH = 100
/** How long the previous version may still run beside this one and write only its own keys. */
const OVERLAP_MS = 3_600_000

type Options = {
  now: Date
  derivations?: Derivations
  /** No batch is started after this many milliseconds; the next call continues. */
  forMs?: number
  batch?: number
}

/**
 * Writes the search keys of the current derivation in the background. Searches stay correct meanwhile, because they
 * also look for the previous keys. Goes over everybody twice, the second time when no older version runs any more. A
 * kill loses one batch.
 */
export const deriveSearchKeys = async (
  payload: Payload,
  { now, derivations = DERIVATIONS, forMs = Infinity, batch = BATCH }: Options,
): Promise<void> => {
  const until = performance.now() + forMs
  const { version } = derivations.current
  const state = await derivationState(reading(payload), SEARCH_KEYS)
  if (isOfBefore(state, derivations))
    await beginDerivation(reading(payload), { name: SEARCH_KEYS, version, previous: state.version, at: now })
  else if (state.version !== version || state.isFinished) return
  for (;;) {
    const startedAt = performance.now()
    if (!(await deriveBatch(payload, { now, derivations, batch })) || performance.now() > until) return
    // Pauses for as long as the batch took, to leave the database to others.
    await sleep(performance.now() - startedAt)
  }
}

/** Everybody has the previous keys, and the change to the current ones has not begun. */
const isOfBefore = ({ version, isFinished }: DerivationState, { previous }: Derivations): boolean =>
  isFinished && version === previous?.version

/** Returns whether there is more to do now. */
const deriveBatch = (
  payload: Payload,
  { now, derivations, batch }: { now: Date; derivations: Derivations; batch: number },
): Promise<boolean> =>
  transaction(payload, async (db) => {
    const { version, previous, begunAt, pass, passed, isFinished } = await lockDerivation(db, SEARCH_KEYS)
    if (isFinished || version !== derivations.current.version) return false
    // Without a previous version no older process can be running.
    const overlapEnds = previous === null ? begunAt.getTime() : begunAt.getTime() + OVERLAP_MS
    if (pass === 2 && passed === null && now.getTime() < overlapEnds) return false
    const visitors = await nextSearchable(db, passed, batch)
    const made = new Map(visitors.map((visitor) => [visitor.id, keysOf(visitor, derivations)]))
    for (const { id, keys } of visitors) if (String(keys) === String(made.get(id))) made.delete(id)
    if (made.size > 0) await writeManySearchKeys(db, made)
    const last = visitors.at(-1)
    if (last) await passedTo(db, SEARCH_KEYS, last.id)
    if (visitors.length === batch) return true
    if (pass === 2) await finishDerivation(db, SEARCH_KEYS, now)
    else await beginSecondPass(db, SEARCH_KEYS)
    return pass === 1
  })

/**
 * Runs before requests are served. Keys of a version unknown to this one (from an old backup, or after skipping a
 * release) are replaced at once, because no search would find these people.
 */
export const deriveUnknownSearchKeys = async (
  payload: Payload,
  { now, derivations = DERIVATIONS, onBegin = () => undefined }: Options & { onBegin?: () => void },
): Promise<void> => {
  const { current, previous } = derivations
  const state = await derivationState(reading(payload), SEARCH_KEYS)
  const kept = state.isFinished ? state.version : state.previous
  if (kept !== null && (kept === current.version || kept === previous?.version)) return
  onBegin()
  if (state.version !== current.version || state.isFinished || state.previous !== null)
    await beginDerivation(reading(payload), { name: SEARCH_KEYS, version: current.version, previous: null, at: now })
  while (await deriveBatch(payload, { now, derivations, batch: BATCH })) continue
}
