import type { Payload } from 'payload'
import { addCounts, type Count, type Labels } from '@/db/metrics'
import { reading } from '@/db/sql'

const FLUSH_MS = 1_000
const AFTER_FAILURE_MS = 10_000

/** The build may contain this module twice, but a process needs one count. */
type Counting = { waiting: Map<string, Count>; timer: NodeJS.Timeout | undefined; flush: (() => Promise<void>) | null }
const KEY = Symbol.for('pristan.counts')
const store = globalThis as unknown as Record<symbol, Counting | undefined>
const counting = (): Counting => (store[KEY] ??= { waiting: new Map(), timer: undefined, flush: null })

/**
 * Adds to a count shared by all processes. Counts are written about once a second, not in the transaction of a booking,
 * where everybody would wait for the same row. A killed process loses its last second.
 */
export const count = <Name extends keyof Labels>(name: Name, label: Labels[Name], by = 1): void => {
  const { waiting } = counting()
  const key = `${name} ${label}`
  waiting.set(key, { name, label, value: (waiting.get(key)?.value ?? 0) + by })
  later(FLUSH_MS)
}

const later = (ms: number): void => {
  const of = counting()
  of.timer ??= setTimeout(() => void flushCounts(), ms).unref()
}

/** Writes the counts. If the database is unreachable, they are kept for later. */
export const flushCounts = async (): Promise<void> => {
  const of = counting()
  clearTimeout(of.timer)
  of.timer = undefined
  await of.flush?.()
}

export const keepCounts = (payload: Payload): void => {
  const of = counting()
  of.flush = async () => {
    const counts = [...of.waiting.values()]
    of.waiting.clear()
    try {
      await addCounts(reading(payload), counts)
    } catch {
      // The caller gets the error, but the counts are kept.
      for (const { name, label, value } of counts) count(name, label, value)
      clearTimeout(of.timer)
      of.timer = undefined
      later(AFTER_FAILURE_MS)
    }
  }
}
