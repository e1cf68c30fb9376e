import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ROLE, startEmbedded } from '@/db/embedded'

declare module 'vitest' {
  interface ProvidedContext {
    /** As the product's own role. */
    serverUrl: string
    /** As superuser: makes and drops databases. */
    adminUrl: string
  }
}

export const TEMPLATE = 'pristan_template'

/** One real PostgreSQL for the run, with one migrated database that every test file copies. */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'pristan-test-'))
  // Speed instead of durability: what these tests prove does not need to survive a power cut.
  const server = await startEmbedded({
    dataDir,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '300' },
  })
  const client = new pg.Client({ connectionString: server.adminUrl() })
  await client.connect()
  await client.query(`CREATE DATABASE ${TEMPLATE} OWNER ${ROLE}`)
  await client.end()
  await promisify(execFile)('node', ['scripts/run.mjs', 'src/processes/migrate.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: urlOf(server.url, TEMPLATE),
      DATA_DIR: dataDir,
      PAYLOAD_SECRET: 'test',
    },
  })
  project.provide('serverUrl', server.url)
  project.provide('adminUrl', server.adminUrl())
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export const urlOf = (server: string, database: string): string => {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.toString()
}

export default setup
