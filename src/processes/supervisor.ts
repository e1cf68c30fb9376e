import fs from 'node:fs'
import path from 'node:path'
import { env } from '@/config/env'
import { nameProcess } from '@/config/log'
import { assertCanListen } from '@/machine/ports'
import { ensureBuild } from './build'
import { lockDataDir, openOwnDatabase } from './database'
import { stopRequest } from './main'
import { keepRunning } from './managed'
import { DEV } from './messages'
import type { Prepared } from './preparation'
import { ensureSecret } from './secret'
import { logLine, seconds } from './terminal'

/** Time limits for stopping, together less than the documented 10 s. */
const CHILDREN_MS = 6_000
const DATABASE_MS = 2_000

/**
 * Starts everything in order, keeps it running, and stops it in reverse order. The supervisor does no work of its own,
 * so that little can crash it.
 */
export const supervise = async ({ role, dev }: { role: string; dev: boolean }): Promise<void> => {
  nameProcess('supervisor')
  const undo: (() => Promise<void> | void)[] = []
  const stop = new AbortController()
  let fault: unknown
  process.on('uncaughtException', (error) => {
    fault = error
    stop.abort()
  })
  void stopRequest().then(() => stop.abort())
  try {
    const prepared = await bringUp({ role, dev, stop: stop.signal, undo })
    console.log(`\n${welcome(prepared)}\nCtrl-C stops everything.\n`)
    await aborted(stop.signal)
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    if (stop.signal.aborted) logLine('stop', 'stopping')
    await takeDown(undo)
  }
  if (fault) throw fault
  logLine('stop', 'everything has stopped')
}

type Undo = (() => Promise<void> | void)[]
type Bring = { role: string; dev: boolean; stop: AbortSignal; undo: Undo }

const bringUp = async ({ role, dev, stop, undo }: Bring): Promise<Prepared> => {
  const { dataDir, host, port, seed } = env()
  const lock = lockDataDir(role)
  undo.push(lock.release)
  await assertCanListen(port, host)
  const secret = ensureSecret()

  let since = Date.now()
  const database = await openOwnDatabase((line) => logLine('database', line), { keepAlive: true, stop })
  undo.push(() => database.close(DATABASE_MS))
  logLine('database', `${database.description} (${seconds(since)})`)

  if (!dev && !(await ensureBuild((line) => logLine('build', line), { stop }))) logLine('build', 'up to date')
  stop.throwIfAborted()

  since = Date.now()
  const environment = {
    DATABASE_URL: database.url,
    PAYLOAD_SECRET: secret,
    SEED: seed,
    DATA_DIR: dataDir,
    NEXT_TELEMETRY_DISABLED: '1',
  }
  let mayListen = false
  const worker = keepRunning({
    name: 'worker',
    entry: 'src/processes/worker.ts',
    environment,
    log: (line) => logLine('worker', line),
  })
  const web = keepRunning({
    name: 'web',
    entry: 'src/processes/web.ts',
    args: dev ? [DEV] : [],
    environment,
    log: (line) => logLine('web', line),
    onMessage: ({ type }) => {
      if (type === 'loaded' && mayListen) web.send({ type: 'listen' })
    },
  })
  const children = [web, worker]
  undo.push(async () => void (await Promise.all(children.map((child) => child.stop(CHILDREN_MS)))))
  const before = <T>(work: Promise<T>): Promise<T> =>
    Promise.race([work, aborted(stop).then(() => Promise.reject(stop.reason))])

  // No request may come in until the administrator exists.
  const { prepared } = await before(worker.told('prepared'))
  logLine('prepared', `the database is ready for requests (${seconds(since)})`)
  mayListen = true
  await before(web.told('loaded'))
  web.send({ type: 'listen' })
  await before(web.told('ready'))
  logLine('web', `listening on ${host}, port ${port}`)
  await before(worker.told('ready'))
  logLine('worker', 'running')
  if (env().telegram.botToken !== undefined) {
    const bot = keepRunning({
      name: 'bot',
      entry: 'src/processes/bot.ts',
      environment,
      log: (line) => logLine('bot', line),
    })
    children.push(bot)
    await before(bot.told('ready'))
    logLine('bot', 'running')
  }
  return prepared
}

/** Runs the steps in reverse order, even if one fails. */
const takeDown = async (undo: Undo): Promise<void> => {
  for (const step of undo.splice(0).reverse()) {
    try {
      await step()
    } catch (error) {
      console.error(error)
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

const welcome = ({ administrator }: Prepared): string => {
  const { host, port, publicUrl, dataDir } = env()
  const shown = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)
    ? 'localhost'
    : host.includes(':')
      ? `[${host}]`
      : host
  const lines = [`Pristan is ready: ${publicUrl ?? `http://${shown}:${port}`}/admin`]
  if (administrator) {
    lines.push(`Log in as ${administrator.email}`)
    lines.push(
      administrator.password === undefined
        ? 'Password: the one in ADMIN_PASSWORD'
        : `Password: ${administrator.password} (shown this once, kept in ${administrator.passwordFile})`,
    )
  } else {
    const file = path.join(dataDir, 'admin-password')
    lines.push('Log in with an account you have.')
    if (fs.existsSync(file)) lines.push(`The first administrator's password was written to ${file}`)
  }
  return lines.join('\n')
}
