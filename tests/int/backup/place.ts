import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { digestOf, sequencesOf, tablesOf } from '@/db/backup/tables'
import { urlOf } from '../../helpers/global-setup'

/** Creates an empty database owned by the product's own role. */
export const emptyDatabase = async (): Promise<string> => {
  const name = `test_empty_${randomUUID().replace(/-/g, '')}`
  const client = new pg.Client({ connectionString: inject('serverUrl') })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  await client.end()
  return urlOf(inject('serverUrl'), name)
}

const withClient = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The rows of every table and the value of every sequence, without the times when migrations ran. */
export const contentOf = (url: string): Promise<Record<string, unknown>> =>
  withClient(url, async (client) => {
    const content: Record<string, unknown> = {}
    for (const table of await tablesOf(client))
      content[table.name] = await digestOf(
        client,
        table.name === 'payload_migrations' ? { ...table, columns: ['name'] } : table,
      )
    for (const { name, last, called } of await sequencesOf(client)) content[name] = [last, called]
    return content
  })

/** The schema as text: columns, constraints, indexes, triggers with their state, functions. */
export const shapeOf = (url: string): Promise<string[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ what: string }>(`
      SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS what
        FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT format('%s %s', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
        AND prokind = 'f' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      ORDER BY 1`)
    return rows.map(({ what }) => what)
  })

export const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), 'base64')]),
  )

export const temporaryFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'pristan-backup-'))
