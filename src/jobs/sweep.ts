import { sweep as sweepOperation } from '@/operations/housekeeping/sweep'
import type { Job } from './job'

/** Takes away what counts for nothing any more: expired holds, known keys after their time, used undos. */
export const sweep: Job = {
  name: 'sweep',
  everySeconds: 3600,
  run: (payload, now) => sweepOperation(payload, now),
}
