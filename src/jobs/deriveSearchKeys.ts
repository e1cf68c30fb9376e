import { deriveSearchKeys } from '@/operations/visitors/deriveSearchKeys'
import type { Job } from './job'

/** Short runs, so that other jobs get their turn and the worker can stop. */
const FOR_MS = 4_000

export const derive: Job = {
  name: 'derive-search-keys',
  everySeconds: 30,
  run: (payload, now) => deriveSearchKeys(payload, { now, forMs: FOR_MS }),
}
