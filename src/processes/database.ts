import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { env, setEnvironment } from '@/config/env'
import { acceptsConnections, checkServer } from '@/db/checkServer'
import { embeddedOwnerUrl, embeddedUrl, startEmbedded } from '@/db/embedded'
import { Failure } from '@/machine/failure'
import { ensureDataDir } from '@/machine/files'
import { isLock, tryLock, type Lock } from '@/machine/lock'

/** `url` is for the work, `ownerUrl` for changing the schema; both are the same where there is one role. */
export type Database = {
  url: string
  ownerUrl: string
  description: string
  close: (milliseconds?: number) => Promise<void>
}

/** Takes the lock that allows only one process of this kind in DATA_DIR. */
export const lockDataDir = (role: string): Lock => {
  const { dataDir } = env()
  const result = claim(dataDir, role)
  if (isLock(result)) return result
  throw new Failure(
    `Pristan is already running in ${dataDir} (${result.role}, process ${result.pid}): stop it first, or set ` +
      'DATA_DIR to another folder.',
  )
}

const claim = (dataDir: string, role: string) => {
  ensureDataDir(dataDir)
  return tryLock(path.join(dataDir, 'lock'), role)
}

/** The owner of the embedded database is known from DATA_DIR. Of another database, only who is in DATABASE_URL. */
export const ownerOf = (url: string): string => embeddedOwnerUrl(env().dataDir, url) ?? url

/** Opens the database of this environment. The caller holds the lock on DATA_DIR. */
export const openOwnDatabase = async (
  log: (line: string) => void,
  options: { keepAlive: boolean; stop?: AbortSignal },
): Promise<Database> => {
  const { databaseUrl, dataDir } = env()
  if (databaseUrl !== undefined) {
    // The owner has to be able to make the tables, and who works with them may not.
    const version = await checkServer(ownerOf(databaseUrl), options.stop)
    return {
      url: databaseUrl,
      ownerUrl: ownerOf(databaseUrl),
      description: `PostgreSQL ${version}, from DATABASE_URL`,
      close: async () => undefined,
    }
  }
  const server = await startEmbedded({ dataDir, log, ...options })
  const description = `PostgreSQL ${server.version} in ${path.join(dataDir, 'postgres')}`
  return { url: server.writerUrl, ownerUrl: server.url, description, close: server.stop }
}

/**
 * Opens the database for a single process or a command: the database of a running `npm start`, or an embedded one for
 * as long as the command takes.
 */
export const openDatabase = async (role: string, log: (line: string) => void = () => undefined): Promise<Database> => {
  const database = await (env().databaseUrl === undefined
    ? shared(role, log)
    : openOwnDatabase(log, { keepAlive: false }))
  setEnvironment({ DATABASE_URL: database.url, SEED: env().seed })
  return database
}

const PATIENCE_MS = 60_000

const shared = async (role: string, log: (line: string) => void): Promise<Database> => {
  const { dataDir } = env()
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const result = claim(dataDir, role)
    if (isLock(result)) {
      try {
        const database = await openOwnDatabase(log, { keepAlive: true })
        return { ...database, close: (milliseconds) => database.close(milliseconds).finally(result.release) }
      } catch (error) {
        result.release()
        throw error
      }
    }
    const url = embeddedUrl(dataDir)
    if (url !== undefined && (await acceptsConnections(url)))
      return {
        url,
        ownerUrl: ownerOf(url),
        description: `the database of ${result.role}`,
        close: async () => undefined,
      }
    if (Date.now() > deadline)
      throw new Failure(
        `The database in ${dataDir} does not answer, though ${result.role} (process ${result.pid}) keeps it.`,
      )
    await sleep(250)
  }
}
