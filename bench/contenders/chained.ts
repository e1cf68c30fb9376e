import { keepChaining } from '@/jobs/chainLog'
import type { World } from '../world'
import type { Contender } from './raw'

/** A pass in every round, and in this process: in the product it is one in five seconds, in the worker. */
const EVERY_MS = 5_000

/** The same bookings while the chain over the log is made. */
export const chainedContender = ({ payload }: World, contender: Contender): Contender => {
  let stop = new AbortController()
  let chaining: Promise<void> = Promise.resolve()
  return {
    ...contender,
    name: 'chained',
    prepare: async (occurrence) => {
      await contender.prepare?.(occurrence)
      stop = new AbortController()
      chaining = keepChaining(payload, stop.signal, EVERY_MS)
    },
    empty: async () => {
      stop.abort()
      await chaining
      await contender.empty?.()
    },
  }
}
