import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, systemCode } from '@/machine/failure'
import { bool, int, text } from './rows'
import { dbOn } from './sql'
import { statement } from './statement'

const OLDEST = 150_000
const STARTING = '57P03'
const PATIENCE_MS = 60_000

/** `ours`: our tables exist. Their owner has to run the migrations; this role may only be allowed to use them. */
const FACTS = statement(
  'facts-of-server',
  `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS readable,
          current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby,
          has_database_privilege(current_database(), 'CREATE') AS creates,
          coalesce(has_schema_privilege('public', 'CREATE'), false) AS schema,
          to_regclass('public.payload_migrations') IS NOT NULL AS ours`,
  { version: int, readable: text, encoding: text, standby: bool, creates: bool, schema: bool, ours: bool },
)
type Facts = {
  version: number
  readable: string
  encoding: string
  standby: boolean
  creates: boolean
  schema: boolean
  ours: boolean
}

/**
 * Checks that the server at DATABASE_URL can be used and returns its version. Throws a Failure with one sentence
 * otherwise.
 */
export const checkServer = async (url: string, stop?: AbortSignal): Promise<string> => {
  const facts = await ask(url, stop)
  const reason = objection(facts, placeOf(url))
  if (reason !== null) throw new Failure(reason)
  return facts.readable
}

export const objection = (
  { version, readable, encoding, standby, creates, schema, ours }: Facts,
  where: string,
): string | null => {
  if (version < OLDEST) return `DATABASE_URL leads to PostgreSQL ${readable}: version 15 or newer is needed.`
  if (encoding !== 'UTF8')
    return `The database ${where} is encoded in ${encoding}: create one with ENCODING 'UTF8' (and TEMPLATE template0).`
  if (standby) return `The server at ${where} is a read-only replica: DATABASE_URL must lead to the primary.`
  if (!ours && (!creates || !schema))
    return `The user in DATABASE_URL may not create tables in ${where}: make it the owner of the database.`
  return null
}

const ask = async (url: string, stop?: AbortSignal): Promise<Facts> => {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    let client: pg.Client | undefined
    try {
      client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
      client.on('error', () => undefined) // the query itself rejects
      await client.connect()
      const rows = await dbOn(client).rows(FACTS)
      if (rows[0]) return rows[0]
    } catch (error) {
      if (systemCode(error) !== STARTING || Date.now() > deadline) throw connectFailure(error, url)
      await sleep(500, undefined, { signal: stop })
    } finally {
      await client?.end().catch(() => undefined)
    }
  }
}

/** Host, port and database only, because the rest of the address is secret. */
const placeOf = (url: string): string => {
  const { host, pathname, searchParams } = new URL(url)
  return `${host || searchParams.get('host') || 'the local socket'}${pathname}`
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name can not be looked up now',
  ENOENT: 'there is no such socket',
  ECONNRESET: 'the server closed the connection',
  ETIMEDOUT: 'it does not answer in time',
  EHOSTUNREACH: 'there is no way to that host',
  '28P01': 'the user or the password is wrong',
  '28000': 'this user may not connect',
  '3D000': "there is no such database (create it with ENCODING 'UTF8')",
  '53300': 'it has no connection left',
  [STARTING]: 'it does not finish starting',
}

const connectFailure = (error: unknown, url: string): Failure => {
  // A name with several addresses fails with one error per address.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const message = first instanceof Error ? first.message.replaceAll(url, 'DATABASE_URL') : String(first)
  return new Failure(
    `The database in DATABASE_URL (${placeOf(url)}) can't be used: ${REASONS[systemCode(first) ?? ''] ?? message}.`,
    {
      cause: error,
    },
  )
}

/** Whether a server is there and lets us in. */
export const acceptsConnections = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined) // the result tells whether it answered
  try {
    await client.connect()
    return true
  } catch {
    return false // not yet or no longer: the caller tries again
  } finally {
    await client.end().catch(() => undefined)
  }
}
