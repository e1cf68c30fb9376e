import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { ROLE } from '@/db/embedded'
import { TEMPLATE, urlOf } from './global-setup'

export type TestDatabase = { url: string; pool: pg.Pool; drop: () => Promise<void> }

/** Creates an empty migrated database for this test file. */
export const createDatabase = async (): Promise<TestDatabase> => {
  const admin = inject('adminUrl')
  const name = `test_${randomUUID().replace(/-/g, '')}`
  await onServer(admin, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER ${ROLE}`)
  const url = urlOf(inject('serverUrl'), name)
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  const drop = async () => {
    await pool.end()
    await onServer(admin, `DROP DATABASE ${name} WITH (FORCE)`)
  }
  return { url, pool, drop }
}

/** A template can be copied by only one connection at a time, so an advisory lock serialises this. */
const onServer = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock(4242)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
