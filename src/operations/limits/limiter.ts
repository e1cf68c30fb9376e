import type { Payload } from 'payload'
import { addDebts, type Debt } from '@/db/rate-limits'
import { type Db, reading } from '@/db/sql'
import { afterSome, costOf, waitFor } from '@/domain/limits/bucket'
import type { Counted } from '@/domain/limits/requests'

type Bucket = { debt: number; at: number; unsaid: number }

export type Limiter = {
  /** Returns the milliseconds to wait; 0 if the request was allowed and counted. Never waits for the database. */
  take: (counted: readonly Counted[]) => number
  /** Sends local counts to the database and reads those of other processes. */
  share: () => Promise<void>
}

const SHARE_MS = 500

/**
 * Decides in memory and shares its counts twice a second, in one statement outside any transaction, so that a booking
 * never waits for its own counting. Several processes together may exceed a limit by half a second's worth of requests.
 */
export const createLimiter = (db: Db, onFault: (error: unknown) => void): Limiter => {
  const buckets = new Map<string, Bucket>()
  let timer: NodeJS.Timeout | null = null
  let sharing = false

  const current = (key: string, now: number): Bucket => {
    const bucket = buckets.get(key) ?? { debt: 0, at: now, unsaid: 0 }
    bucket.debt = afterSome(bucket.debt, now - bucket.at)
    bucket.at = now
    buckets.set(key, bucket)
    return bucket
  }

  const share = async (): Promise<void> => {
    if (sharing) return
    sharing = true
    const said: Debt[] = [...buckets]
      .filter(([, { unsaid }]) => unsaid > 0)
      .map(([key, { unsaid }]) => ({ key, milliseconds: unsaid }))
    try {
      if (said.length > 0) {
        const owed = new Map((await addDebts(db, said)).map(({ key, milliseconds }) => [key, milliseconds]))
        const now = performance.now()
        for (const { key, milliseconds } of said) {
          const bucket = current(key, now)
          bucket.unsaid -= milliseconds
          bucket.debt = (owed.get(key) ?? 0) + bucket.unsaid
        }
      }
      const now = performance.now()
      for (const [key, { debt, at, unsaid }] of buckets)
        if (unsaid === 0 && afterSome(debt, now - at) === 0) buckets.delete(key)
    } finally {
      sharing = false
    }
  }

  const shareSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null
      // If the database is unreachable, the counts are kept and sent later.
      share()
        .catch(onFault)
        .finally(() => buckets.size > 0 && shareSoon())
    }, SHARE_MS).unref()
  }

  return {
    take: (counted) => {
      const now = performance.now()
      const all = counted.map(({ key, limit }) => ({ bucket: current(key, now), limit }))
      const wait = Math.max(0, ...all.map(({ bucket, limit }) => waitFor(bucket.debt, limit)))
      if (wait > 0) return wait
      for (const { bucket, limit } of all) {
        bucket.debt += costOf(limit)
        bucket.unsaid += costOf(limit)
      }
      shareSoon()
      return 0
    },
    share,
  }
}

const limiters = new WeakMap<Payload, Limiter>()

/** One limiter per process. */
export const limiterOf = (payload: Payload): Limiter => {
  const known =
    limiters.get(payload) ??
    createLimiter(reading(payload), (err) =>
      payload.logger.warn({ err, msg: 'Requests could not be counted together with other processes' }),
    )
  limiters.set(payload, known)
  return known
}
