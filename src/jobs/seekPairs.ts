import { seekPairs } from '@/operations/merges/seekPairs'
import type { Job } from './job'

/** Short runs, so that other jobs get their turn and the worker can stop. */
const FOR_MS = 3_000

export const seek: Job = {
  name: 'seek-pairs',
  everySeconds: 30,
  run: (payload) => seekPairs(payload, { forMs: FOR_MS }),
}
