import { env, EnvironmentError, isNpmScript } from '@/config/env'
import { logEvent } from '@/config/log'
import { faultOf } from '@/operations/errors/faultOf'
import { Failure } from '@/machine/failure'
import { isSupervised, tellSupervisor } from './messages'
import { survivePipeEnd } from './terminal'

/** Files written by a process (photos, keys, logs) are readable only by its own user. */
const PRIVATE = 0o077

/**
 * Runs an entry point and exits: with 0, or with one sentence and 1. A stack is shown only for a fault of the program.
 */
export const main = async (work: () => Promise<void>, { umask = PRIVATE } = {}): Promise<void> => {
  process.umask(umask)
  survivePipeEnd()
  try {
    await work()
    process.exit(0)
  } catch (error) {
    if (isSupervised() && error instanceof Failure) await tellSupervisor({ type: 'failed', sentence: error.message })
    else tell(error)
    process.exit(1)
  }
}

const tell = (error: unknown): void => {
  if (error instanceof EnvironmentError) sayAtTerminal(error.message)
  else if (error instanceof Failure && env().logFormat !== 'json') sayAtTerminal(error.message)
  else
    logEvent({
      level: 'error',
      msg: error instanceof Failure ? error.message : 'ended by a fault of the program',
      ...(error instanceof Failure ? {} : { err: faultOf(error) }),
    })
}

const sayAtTerminal = (sentence: string): void => void process.stderr.write(`\n${sentence}\n\n`)

const LOOK_MS = 300

/**
 * Resolves at the first Ctrl-C or SIGTERM, and keeps later ones from killing the process. A SIGTERM for npm reaches
 * only the shell between npm and us, so the end of that shell counts as well.
 */
export const stopRequest = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
    if (!isNpmScript() || isSupervised()) return
    const parent = process.ppid
    const timer = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(timer)
      resolve()
    }, LOOK_MS).unref()
  })
