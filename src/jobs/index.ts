import { extendHorizon } from './extendHorizon'
import type { Job } from './job'

/** Everything that runs by itself, in the one worker process. */
export const jobs: readonly Job[] = [extendHorizon]
