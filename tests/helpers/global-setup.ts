import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ROLE, startEmbedded, type EmbeddedServer } from '@/db/embedded'
import { entryIn } from './compiledEntry'
import { removeFolder } from './leftBehind'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL with the product's own role. */
    serverUrl: string
    /** The URL with the superuser, who creates and drops databases. */
    adminUrl: string
  }
}

export const TEMPLATE = 'pristan_template'

/** Starts one PostgreSQL for the run, with one migrated database that every test file copies. */
const setup = async (project: TestProject, migrate = 'src/processes/migrate.ts'): Promise<() => Promise<void>> => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'pristan-test-'))
  const gone = [removeFolder(dataDir)]
  const remove = async (): Promise<void> => {
    await rm(dataDir, { recursive: true, force: true })
    for (const isGone of gone) isGone()
  }
  let server: EmbeddedServer | undefined
  try {
    // Durability is off for speed, since these tests need not survive a power cut.
    server = await startEmbedded({
      dataDir,
      settings: { fsync: 'off', full_page_writes: 'off', max_connections: '300' },
    })
    // The server's user may not be able to enter the data folder: the socket then has a folder of its own.
    if ('socket' in server.listening) gone.push(removeFolder(server.listening.socket))
    await makeTemplate(server, dataDir, entryIn(project.config.provide.compiled, migrate))
    project.provide('serverUrl', server.url)
    project.provide('adminUrl', server.adminUrl())
  } catch (error) {
    await server?.stop()
    await remove()
    throw error
  }
  const { stop } = server
  return async () => {
    await stop()
    await remove()
  }
}

const makeTemplate = async (server: EmbeddedServer, dataDir: string, migrate: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server.adminUrl() })
  await client.connect()
  await client.query(`CREATE DATABASE ${TEMPLATE} OWNER ${ROLE}`)
  await client.end()
  await promisify(execFile)(process.execPath, ['scripts/run.mjs', migrate], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: urlOf(server.url, TEMPLATE),
      DATA_DIR: dataDir,
      PAYLOAD_SECRET: 'a secret for the tests alone',
    },
  })
}

export const urlOf = (server: string, database: string): string => {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.toString()
}

export default setup
