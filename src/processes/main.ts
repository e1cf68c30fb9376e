import { env, EnvironmentError, isNpmScript } from '@/config/env'
import { logEvent } from '@/config/log'
import { faultOf } from '@/operations/errors/faultOf'
import { Failure } from '@/machine/failure'
import { isSupervised, tellSupervisor } from './messages'
import { survivePipeEnd } from './terminal'

/** What a process writes, photos, keys and logs, is for its own user alone. */
const PRIVATE = 0o077

/** Runs an entry point to its end: exit code 0, or one sentence and 1; the stack only for a fault of the program. */
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
 * Resolves at the first Ctrl-C or SIGTERM, and keeps later ones from ending the process half-way.
 * A SIGTERM for npm reaches only the shell between npm and us: its death is the same request.
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
