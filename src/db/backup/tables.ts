import pg from 'pg'
import { bigint, bool, list, present, text } from '../rows'
import { dbOn } from '../sql'
import { statement, withText } from '../statement'

/** Used to compare tables: the number of rows, and a checksum that does not depend on their order. */
export type Digest = { rows: number; sum: string }

export type Table = { name: string; columns: string[] }

/**
 * The names of the applied migrations identify the schema. The table is not copied: a restored database writes its own.
 */
export const MIGRATIONS = 'payload_migrations'

/** A connection without the request limits. It formats every value the same way on every server. */
export const connectForCopy = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: [
      'statement_timeout=0',
      'lock_timeout=30s',
      'idle_in_transaction_session_timeout=0',
      'idle_session_timeout=0',
      'client_encoding=UTF8',
      'DateStyle=ISO',
      'IntervalStyle=postgres',
      'TimeZone=UTC',
      'extra_float_digits=1',
      'bytea_output=hex',
    ]
      .map((setting) => `-c ${setting}`)
      .join(' '),
  })
  client.on('error', () => undefined) // the running statement reports the error
  await client.connect()
  return client
}

export const quoted = (name: string): string => pg.escapeIdentifier(name)

/** Objects that belong to an extension are left out, because the extension creates them. */
const OF_NO_EXTENSION = `NOT EXISTS (SELECT 1 FROM pg_depend e
      WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`

const TABLES = statement(
  'tables-with-columns',
  `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND ${OF_NO_EXTENSION}
    GROUP BY c.relname ORDER BY c.relname`,
  { name: text, columns: list(text) },
)

/** Every table with its columns, without generated ones. */
export const tablesOf = (client: pg.Client): Promise<Table[]> => dbOn(client).rows(TABLES)

const OTHERS_TABLES = statement(
  'tables-of-other-owners',
  `SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S')
      AND c.relowner <> (SELECT relowner FROM pg_class WHERE oid = to_regclass('public.${MIGRATIONS}'))`,
  { name: text },
)

/** Tables and sequences owned by another role than the one that migrates. */
export const othersOf = async (client: pg.Client): Promise<string[]> =>
  (await dbOn(client).rows(OTHERS_TABLES)).map(({ name }) => name)

const digestText = ({ name, columns }: Table): string => {
  const row = `ROW(${columns.map(quoted).join(', ')})::text`
  const hash = `('x' || encode(substr(sha256(convert_to(${row}, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::numeric`
  return `SELECT count(*) AS rows, coalesce(sum(${hash}), 0)::text AS sum FROM ${quoted(name)}`
}
const DIGEST = statement('digest-of-table', digestText({ name: MIGRATIONS, columns: ['name'] }), {
  rows: bigint,
  sum: text,
})

export const digestOf = async (client: pg.Client, table: Table): Promise<Digest> => {
  const [row] = await dbOn(client).rows(withText(DIGEST, digestText(table)))
  return { rows: Number(row?.rows ?? 0), sum: row?.sum ?? '0' }
}

export type SequenceValue = { name: string; last: string; called: boolean }

const SEQUENCES = statement(
  'sequences',
  `SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' AND ${OF_NO_EXTENSION} ORDER BY c.relname`,
  { name: text },
)

export const sequenceNames = async (client: pg.Client): Promise<string[]> =>
  (await dbOn(client).rows(SEQUENCES)).map(({ name }) => name)

const sequenceText = (name: string): string =>
  `SELECT last_value::text AS last, is_called AS called FROM ${quoted(name)}`
const SEQUENCE = statement('value-of-sequence', sequenceText('card_number_seq'), { last: text, called: bool })

/** Sequences are not part of a snapshot. Reading them after the rows makes sure that they are not behind. */
export const sequencesOf = async (
  client: pg.Client,
  isOurs: (name: string) => boolean = () => true,
): Promise<SequenceValue[]> => {
  const db = dbOn(client)
  const values: SequenceValue[] = []
  for (const name of (await sequenceNames(client)).filter(isOurs)) {
    const [value] = await db.rows(withText(SEQUENCE, sequenceText(name)))
    if (value) values.push({ name, ...value })
  }
  return values
}

const APPLIED = statement(
  'applied-migrations-in-order',
  `SELECT name FROM ${MIGRATIONS} WHERE batch > 0 ORDER BY name`,
  { name: present(text) },
)

export const appliedMigrations = async (client: pg.Client): Promise<string[]> =>
  (await dbOn(client).rows(APPLIED)).map(({ name }) => name)
