import { seekPairs } from '@/operations/merges/seekPairs'
import type { Job } from './job'

/** A little at a time: other jobs have their turn, and the worker can end. */
const FOR_MS = 3_000

export const seek: Job = {
  name: 'seek-pairs',
  everySeconds: 30,
  run: (payload) => seekPairs(payload, { forMs: FOR_MS }),
}
