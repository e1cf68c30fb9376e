import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fs from 'node:fs'
import pg from 'pg'
import { Failure, systemCode } from '@/machine/failure'
import { ensureDataDir } from '@/machine/files'
import { freePort } from '@/machine/ports'
import { serverAccount } from './account'
import { findBinaries } from './binaries'
import { ensureCluster } from './cluster'
import { DATABASE, ROLE, SUPERUSER, urlFor, WRITER, writeCredentials, type Listening } from './credentials'
import { ensureDatabase } from './roles'
import { explain, logFileOf, openLog, portWasTaken, readLogFrom, trimLog } from './log'
import { stopLeftovers } from './postmaster'
import { runIn } from './run'
import { clearSocket, makeSocketFolder, removeFormer, SOCKET_PORT } from './socket'

export type EmbeddedOptions = {
  dataDir: string
  /** For tests that stand between the product and its database: listens on a free port of this machine. */
  tcp?: boolean
  /** Settings for postgresql.conf in addition to the product's own. */
  settings?: Record<string, string>
  /** Called with a short text when something happens to the running server. */
  log?: (line: string) => void
  /** Restart the server whenever it dies. */
  keepAlive?: boolean
  /** Aborts the start: replaying a long log after a crash can take minutes. */
  stop?: AbortSignal
}

export type EmbeddedServer = {
  /** The product's database, with the role that owns it. */
  url: string
  /** The same with the role that the product works as: it can't change the log or the schema. */
  writerUrl: string
  /** Another database of this server, with the superuser. */
  adminUrl: (database?: string) => string
  /** The folder of its socket, or the port a test asked for. */
  listening: Listening
  version: string
  pid: () => number | undefined
  /** Stops the server within `milliseconds`. Open transactions are rolled back; everything committed is on disk. */
  stop: (milliseconds?: number) => Promise<void>
  /** For tests: kills the server with SIGKILL. Only restart() starts it again. */
  kill9: () => Promise<void>
  restart: () => Promise<void>
}

const SETTINGS = {
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  // A recycled segment still contains its old records, including names of erased people.
  wal_recycle: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  // Parallel queries share memory in /dev/shm, which a container limits to 64 MB.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  // If a web process is killed in the middle of a statement, the statement ends, too.
  client_connection_check_interval: '5s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // PostgreSQL logs refused bookings as errors, and their details contain names.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'fatal',
}

export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const { dataDir, keepAlive = false, log = () => undefined } = options
  const clusterDir = path.join(dataDir, 'postgres')
  const logFile = logFileOf(dataDir)
  ensureDataDir(dataDir)
  const account = serverAccount(clusterDir)
  const binaries = findBinaries(dataDir, account)
  if (await stopLeftovers(clusterDir)) log('stopped a PostgreSQL that an earlier run had left behind')
  const credentials = await ensureCluster(dataDir, clusterDir, binaries, account)

  const socket = options.tcp ? null : makeSocketFolder(dataDir, account)
  const before = credentials.listening
  if (socket && before && 'socket' in before) removeFormer(before.socket, socket)
  let listening: Listening = socket === null ? { port: await freePort() } : { socket: socket.folder }
  let child: ChildProcess | undefined
  let wanted = true
  let reviving: Promise<void> = Promise.resolve()

  const adminUrl = (database = 'postgres'): string =>
    urlFor({ role: SUPERUSER, password: credentials.superuserPassword, database }, listening)

  const launch = async (): Promise<void> => {
    const { descriptor, from } = openLog(logFile)
    const settings = Object.entries({ ...SETTINGS, ...options.settings, ...listeningOn(listening) })
    if (socket) clearSocket(socket.folder)
    let started: ChildProcess
    try {
      const args = (folder: string): string[] => [
        '-D',
        folder,
        ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ]
      started = runIn(clusterDir, account, binaries.postgres, args, { output: descriptor })
    } finally {
      fs.closeSync(descriptor)
    }
    child = started
    let ready = false
    started.once('exit', (code, signal) => {
      if (child === started) child = undefined
      if (ready && wanted && keepAlive) reviving = revive(signal ?? `code ${code}`)
    })
    await untilReady(started, adminUrl(), () => readLogFrom(logFile, from), {
      clusterDir,
      logFile,
      log,
      stop: options.stop,
    })
    ready = true
  }

  const revive = async (why: string): Promise<void> => {
    log(`PostgreSQL ended unexpectedly (${why}), starting it again`)
    for (let delay = 200; wanted; delay = Math.min(delay * 2, 2_000)) {
      try {
        await stopLeftovers(clusterDir)
        if (wanted) await launch()
        log('PostgreSQL is back')
        return
      } catch (error) {
        if (!wanted) return
        log(`${error instanceof Error ? error.message : String(error)} Trying again in ${delay / 1000} s.`)
        await sleep(delay)
      }
    }
  }

  const end = async (signals: readonly (readonly [NodeJS.Signals, number])[]): Promise<void> => {
    wanted = false
    for (const [signal, milliseconds] of signals) {
      const current = child
      if (!current) return
      current.kill(signal)
      await Promise.race([exited(current), sleep(milliseconds, undefined, { ref: false })])
    }
  }

  for (let attempt = 1; ; attempt += 1) {
    try {
      await launch()
      break
    } catch (error) {
      await end([
        ['SIGQUIT', 2000],
        ['SIGKILL', 2000],
      ])
      wanted = true
      if (!(error instanceof PortTaken) || attempt === 5) {
        socket?.remove()
        throw error
      }
      listening = { port: await freePort() }
    }
  }
  try {
    writeCredentials(dataDir, { ...credentials, listening })
    await ensureDatabase(adminUrl, credentials)
  } catch (error) {
    await end([
      ['SIGINT', 3000],
      ['SIGKILL', 2000],
    ])
    socket?.remove()
    throw error
  }

  const trimming = setInterval(() => trimLog(logFile), 600_000).unref()
  return {
    url: urlFor({ role: ROLE, password: credentials.password, database: DATABASE }, listening),
    writerUrl: urlFor({ role: WRITER, password: credentials.writerPassword, database: DATABASE }, listening),
    adminUrl,
    listening,
    version: binaries.version,
    pid: () => child?.pid,
    stop: async (milliseconds = 8000) => {
      clearInterval(trimming)
      await end([
        ['SIGINT', milliseconds],
        ['SIGQUIT', 1500],
        ['SIGKILL', 1000],
      ])
      await Promise.race([reviving, sleep(500, undefined, { ref: false })])
      socket?.remove()
    },
    kill9: () => end([['SIGKILL', 5000]]),
    restart: async () => {
      await end([
        ['SIGINT', 8000],
        ['SIGKILL', 2000],
      ])
      await stopLeftovers(clusterDir)
      wanted = true
      await launch()
    },
  }
}

const listeningOn = (at: Listening): Record<string, string> =>
  'socket' in at
    ? { listen_addresses: '', unix_socket_directories: at.socket, port: String(SOCKET_PORT) }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(at.port) }

class PortTaken extends Error {
  override message = 'Its port is taken by another program.'
}

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

type Place = { clusterDir: string; logFile: string; log: (line: string) => void; stop: AbortSignal | undefined }

const untilReady = async (
  child: ChildProcess,
  url: string,
  output: () => string,
  { clusterDir, logFile, log, stop }: Place,
): Promise<void> => {
  let ended = false
  let failed: Error | undefined
  child.once('exit', () => (ended = true))
  child.once('error', (error) => {
    ended = true
    failed = error
  })
  for (let attempt = 0; ; attempt += 1) {
    await sleep(Math.min(25 + attempt * 5, 250))
    stop?.throwIfAborted()
    if (ended) {
      if (failed) throw new Failure(`PostgreSQL could not be started: ${failed.message}.`, { cause: failed })
      if (portWasTaken(output())) throw new PortTaken()
      throw explain(output(), clusterDir, logFile)
    }
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
    client.on('error', () => undefined) // the server may die meanwhile: the next round notices
    try {
      await client.connect()
      return
    } catch (error) {
      if (systemCode(error) === '28P01') {
        throw new Failure(
          `The password in database.json is not that of the database in ${clusterDir}: restore that file from a ` +
            'copy, or remove it to have new passwords made.',
        )
      }
      // Refused, or still replaying the log after a crash, which can take long.
      if (attempt === 60) log('PostgreSQL is recovering from a crash, this can take a few minutes')
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
