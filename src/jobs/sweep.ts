import { sweep as sweepOperation } from '@/operations/housekeeping/sweep'
import type { Job } from './job'

/** Deletes what no longer counts: expired holds, expired idempotency keys, used undos. */
export const sweep: Job = {
  name: 'sweep',
  everySeconds: 3600,
  run: (payload, now) => sweepOperation(payload, now),
}
