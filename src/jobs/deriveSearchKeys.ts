import { deriveSearchKeys } from '@/operations/visitors/deriveSearchKeys'
import type { Job } from './job'

/** A little at a time: other jobs have their turn, and the worker can end. */
const FOR_MS = 4_000

export const derive: Job = {
  name: 'derive-search-keys',
  everySeconds: 30,
  run: (payload, now) => deriveSearchKeys(payload, { now, forMs: FOR_MS }),
}
