import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ROLE } from '@/db/embedded'
import { migrate, type Migration } from '@/db/migrate'
import { migrations } from '@/migrations'
import { compiledEntry } from '../../helpers/compiledEntry'
import { urlOf } from '../../helpers/global-setup'

let dataDir: string
let url: string
let pool: pg.Pool

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'pristan-migrate-'))
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} OWNER ${ROLE}`)
  await admin.end()
  url = urlOf(inject('serverUrl'), name)
  pool = new pg.Pool({ connectionString: url })
})
afterAll(async () => {
  await pool.end()
  rmSync(dataDir, { recursive: true, force: true })
})

type Run = { code: number; output: string }

/** Runs `npm run migrate` as a separate process. */
const runMigrate = async (): Promise<Run> => {
  const environment = { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir, PAYLOAD_SECRET: 'test' }
  return promisify(execFile)(process.execPath, ['scripts/run.mjs', compiledEntry('src/processes/migrate.ts')], {
    env: environment,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: Run & { stdout: string; stderr: string }) => ({ code: error.code, output: error.stdout + error.stderr }),
  )
}

const nobody = async (): Promise<never> => {
  throw new Error('Payload was not needed')
}

describe('migrations', () => {
  test('leave a database alone that holds the tables of another program', async () => {
    await pool.query('CREATE TABLE customers (id int)')
    await expect(migrate(url, { payload: nobody })).rejects.toThrow(
      'The database holds tables of another program: give Pristan an empty one.',
    )
    await pool.query('DROP TABLE customers')
  })

  test('run once when several processes start at the same moment', async () => {
    const runs = await Promise.all([runMigrate(), runMigrate(), runMigrate()])
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(runs.filter(({ output }) => output.includes(`${migrations.length} run: `))).toHaveLength(1)
    expect(runs.filter(({ output }) => output.includes('up to date'))).toHaveLength(2)
    const { rows } = await pool.query<{ name: string }>('SELECT name FROM payload_migrations ORDER BY name')
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
  })

  test('have nothing to do afterwards', async () => {
    expect(await migrate(url, { payload: nobody })).toEqual([])
  })

  test('refuse a database that newer code has changed', async () => {
    const older: Migration[] = migrations.slice(0, -1)
    const sentence =
      `The database is newer than this version of Pristan (it knows the migration ${migrations.at(-1)?.name}, the ` +
      'code does not): start the newer version, or restore a backup made with this one.'
    await expect(migrate(url, { payload: nobody, known: older })).rejects.toThrow(sentence)
    await pool.query(
      `INSERT INTO payload_migrations (id, name, batch) VALUES (gen_random_uuid(), '29990101_000000_future', 9)`,
    )
    const { code, output } = await runMigrate()
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^The database is newer than this version of Pristan \(it knows the migration 29990101_000000_future/,
      ),
    ])
  })
})
