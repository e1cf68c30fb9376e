import pg from 'pg'
import { dbOn } from '../sql'
import { statement } from '../statement'
import { DATABASE, ROLE, WRITER, type Credentials } from './credentials'

const ROLES = statement('role-of-name', 'SELECT 1 FROM pg_roles WHERE rolname = $1')
const DATABASES = statement('database-of-name', 'SELECT 1 FROM pg_database WHERE datname = $1')

/** Creates the database and both roles, or sets their passwords again. */
export const ensureDatabase = async (
  adminUrl: (database?: string) => string,
  { password, writerPassword }: Credentials,
): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl() })
  await client.connect()
  try {
    for (const [role, secret] of [
      [ROLE, password],
      [WRITER, writerPassword],
    ] as const) {
      const verb = (await dbOn(client).rows(ROLES, [role])).length === 0 ? 'CREATE' : 'ALTER'
      // CREATEDB, because a backup is verified by restoring it into a new database.
      await client.query(`${verb} ROLE ${role} LOGIN CREATEDB PASSWORD '${secret}'`)
    }
    const databases = await dbOn(client).rows(DATABASES, [DATABASE])
    if (databases.length === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${ROLE}`)
  } finally {
    await client.end()
  }
}
