import { backup } from './backup'
import { verify } from './chainLog'
import { derive } from './deriveSearchKeys'
import { extendHorizon } from './extendHorizon'
import type { Job } from './job'
import { dailySummary, remind, reportFailures, tellMissed, warnOfBackups, warnOfBot } from './messages'
import { retain, rewrite } from './personalData'
import { seek } from './seekPairs'
import { sweep } from './sweep'

/** All background jobs. They run in the single worker process. */
export const jobs: readonly Job[] = [
  extendHorizon,
  sweep,
  derive,
  seek,
  remind,
  tellMissed,
  dailySummary,
  reportFailures,
  retain,
  rewrite,
  backup,
  verify,
  warnOfBackups,
  warnOfBot,
]
