import type pg from 'pg'
import { bool, text } from '../rows'
import { dbOn } from '../sql'
import { statement } from '../statement'
import { connectForCopy, quoted } from './tables'

const SCRATCH = 'pristan_verify_'

const LEFT_BEHIND = statement(
  'databases-left-behind',
  `SELECT datname AS name FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba
    WHERE datname LIKE $1 AND r.rolname = current_user
      AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)`,
  { name: text },
)
const MAY_CREATE = statement(
  'may-create-databases',
  'SELECT rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user',
  { may: bool },
)

/**
 * Creates a temporary database next to the product's own for the duration of `work`. null if the user may not create
 * one. First removes what a killed verification left behind.
 */
export const withScratch = async <Result>(
  url: string,
  work: (scratch: string) => Promise<Result>,
): Promise<Result | null> => {
  const client = await connectForCopy(url)
  const name = `${SCRATCH}${Date.now()}`
  try {
    const left = await dbOn(client).rows(LEFT_BEHIND, [`${SCRATCH}%`])
    for (const one of left) await client.query(`DROP DATABASE ${quoted(one.name)}`)
    const [role] = await dbOn(client).rows(MAY_CREATE)
    if (role?.may !== true) return null
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
    try {
      const scratch = new URL(url)
      scratch.pathname = `/${name}`
      return await work(scratch.toString())
    } finally {
      await dropScratch(client, name)
    }
  } finally {
    await client.end()
  }
}

const IN_USE = '55006'

/**
 * Drops without FORCE: that needs superuser rights if autovacuum is running in the database. The plain form stops
 * autovacuum by itself, so only sessions that `work` left open have to be ended here.
 */
const dropScratch = async (client: pg.Client, name: string): Promise<void> => {
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE) throw error
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user',
      [name],
    )
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
  }
}
