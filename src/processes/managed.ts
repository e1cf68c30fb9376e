import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '@/config/env'
import { Failure } from '@/machine/failure'
import { supervisedArguments, type FromChild, type ToChild } from './messages'

const FIRST_DELAY_MS = 500
/** The delay after a crash of a child that had been ready, short because people are waiting. */
const AGAIN_MS = 100
const LAST_DELAY_MS = 30_000

const start = (entry: string, args: readonly string[], environment: Record<string, string | undefined>): ChildProcess =>
  fork(path.resolve('scripts/run.mjs'), [path.resolve(entry), ...args], {
    // A separate session, so that Ctrl-C reaches only the supervisor, which stops the children in order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: childEnvironment(environment),
    execArgv: process.execArgv.filter((argument) => argument.startsWith('--max')),
  })

export type Managed = {
  /** Resolves with the first message of this type; rejects if the child ends before its first start succeeded. */
  told: <Type extends FromChild['type']>(type: Type) => Promise<Extract<FromChild, { type: Type }>>
  send: (message: ToChild) => void
  stop: (milliseconds: number) => Promise<void>
}

type Options = {
  name: string
  entry: string
  environment: Record<string, string | undefined>
  log: (line: string) => void
  /** Called for the messages of every start of the child, also after a crash. */
  onMessage?: (message: FromChild) => void
  args?: readonly string[]
}

/** Restarts a child when it dies, with growing delays while it dies before it is ready. */
export const keepRunning = ({ name, entry, environment, log, onMessage, args = [] }: Options): Managed => {
  const received: FromChild[] = []
  const waiting = new Set<() => void>()
  let child: ChildProcess | undefined
  let wanted = true
  let broken: Failure | undefined
  let ready = false

  const live = (delay: number): void => {
    const born = start(entry, [...supervisedArguments, ...args], environment)
    child = born
    let sentence: string | undefined
    let worked = false
    born.on('message', (message: FromChild) => {
      if (message.type === 'failed') sentence = message.sentence
      if (message.type === 'ready') ready = worked = true
      received.push(message)
      onMessage?.(message)
      for (const wake of waiting) wake()
    })
    let over = false
    const onEnd = (why: string): void => {
      if (over) return
      over = true
      child = undefined
      if (!wanted) return
      if (!ready) {
        broken = new Failure(
          sentence ?? `The ${name} process ended before it was ready (${why}); its own words are above.`,
        )
        for (const wake of waiting) wake()
        return
      }
      const next = worked ? AGAIN_MS : Math.min(delay * 2, LAST_DELAY_MS)
      log(`${sentence ?? `ended unexpectedly (${why})`}; starting again in ${next / 1000} s`)
      setTimeout(() => wanted && live(next), next)
    }
    born.once('error', (error) => onEnd(error.message))
    born.once('exit', (code, signal) => onEnd(signal ?? `code ${code}`))
  }
  live(FIRST_DELAY_MS / 2)

  return {
    told: (type) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const message = received.find((candidate) => candidate.type === type)
          if (!message && !broken) return
          waiting.delete(look)
          if (message) resolve(message as never)
          else reject(broken)
        }
        waiting.add(look)
        look()
      }),
    send: (message) => void (child?.connected && child.send(message)),
    stop: async (milliseconds) => {
      wanted = false
      await end(child, milliseconds)
    },
  }
}

/** Sends SIGTERM, and SIGKILL if the process has not ended in time. */
export const end = async (child: ChildProcess | undefined, milliseconds: number): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await Promise.race([exited, sleep(milliseconds, undefined, { ref: false })])
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await Promise.race([exited, sleep(1_000, undefined, { ref: false })])
}

/** Runs an entry point as a separate process. Resolves if it succeeds. */
export const runToEnd = (entry: string, args: readonly string[] = []): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = start(entry, [...supervisedArguments, ...args], {})
    let failure = new Failure(`${entry} failed; its own words are above.`)
    child.on('message', (message: FromChild) => {
      if (message.type === 'failed') failure = new Failure(message.sentence)
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(failure)))
  })
