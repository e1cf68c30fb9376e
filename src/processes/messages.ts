import type { Prepared } from './preparation'

export type FromChild =
  /** Loaded, but not listening yet. */
  | { type: 'loaded' }
  | { type: 'prepared'; prepared: Prepared }
  | { type: 'ready' }
  | { type: 'failed'; sentence: string }

export type ToChild = { type: 'listen' }

const FLAG = '--supervised'

export const isSupervised = (): boolean => process.argv.includes(FLAG)

export const supervisedArguments = [FLAG]

/** For the web process: compile while serving. scripts/run.mjs checks this flag too. */
export const DEV = '--dev'

export const tellSupervisor = (message: FromChild): Promise<void> =>
  new Promise((resolve) => {
    if (!process.send) return resolve()
    process.send(message, () => resolve())
  })

export const untilTold = (type: ToChild['type']): Promise<void> =>
  new Promise((resolve) => {
    process.on('message', (message: ToChild) => {
      if (message.type === type) resolve()
    })
  })

/** A child must not outlive its supervisor, because the next start brings its own children. */
export const endWithSupervisor = (): void => {
  if (!isSupervised()) return
  process.once('disconnect', () => process.exit(1))
  // The supervisor may have died while this process was still loading its modules.
  if (!process.connected) process.exit(1)
}
