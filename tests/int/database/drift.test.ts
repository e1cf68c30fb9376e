import { randomUUID } from 'node:crypto'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ROLE } from '@/db/embedded'
import { startApp, type App } from '../../helpers/app'
import { urlOf } from '../../helpers/global-setup'
import { snapshotOf } from '../../../scripts/migrations/snapshot'

/** Tables without a collection, since nobody edits them by hand. Their migrations say what they are for. */
const OWN_TABLES = [
  'attendance_undos',
  'audit_chain',
  'bot_watch',
  'conversations',
  'counts',
  'derivations',
  'distinct_visitors',
  'ended_sessions',
  'erasures',
  'holds',
  'idempotency_keys',
  'likely_pairs',
  'merges',
  'moved_chats',
  'oidc_identities',
  'oidc_sessions',
  'oidc_sign_ins',
  'pair_pass',
  'pairs_to_seek',
  'person_keys',
  'rate_limits',
  'recovery_codes',
  'removed_dates',
  'second_factors',
  'retention',
  'telegram_updates',
]

/** Columns that no form shows and no caller of the API may see. */
const OWN_COLUMNS = [
  'audit_log.sealed',
  'audit_log.written',
  'messages.claim',
  'messages.dedupe_key',
  'messages.leased_until',
  'messages.waits',
  'visitors.card_twin',
  'visitors.registered_by',
  'visitors.search_keys',
  'volunteers.checked_at',
  'volunteers.member',
  'volunteers.unreachable_since',
]

/** Partial, covering and GIN indexes, which a collection can't define. */
const OWN_INDEXES = [
  'audit_log_people_listed',
  'audit_log_written',
  'events_last_date',
  'messages_failed',
  'messages_once',
  'messages_to_send',
  'occurrences_of_event',
  'participants_people_of_day',
  'visitors_card_folded',
  'visitors_card_twins',
  'visitors_search_keys',
]

type Facts = Map<string, string>

/** Columns, foreign keys, indexes and enum types by name. CHECKs and triggers exist only in the migrations. */
const factsOf = async (client: pg.ClientBase): Promise<Facts> => {
  const { rows } = await client.query<{ name: string; fact: string }>(`
    SELECT format('column %s.%s', c.relname, a.attname) AS name,
           format('%s%s default %s', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' not null' END,
                  coalesce(pg_get_expr(d.adbin, d.adrelid), 'none')) AS fact
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    UNION ALL SELECT format('key %s.%s', conrelid::regclass, conname), pg_get_constraintdef(oid) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype = 'f'
    UNION ALL SELECT format('index %s.%s', tablename, indexname), indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('enum %s', t.typname), string_agg(e.enumlabel, ', ' ORDER BY e.enumlabel)
      FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typnamespace = 'public'::regnamespace GROUP BY 1`)
  return new Map(rows.map(({ name, fact }) => [name, fact]))
}

const ID_DEFAULT = /default \(?gen_random_uuid\(\)/

/** Payload generates ids; their default is only for plain SQL. */
const isSame = (name: string, wanted: string, real: string | undefined): boolean =>
  wanted === real ||
  (name.endsWith('.id') && wanted === real?.replace(/default .*$/, 'default none') && ID_DEFAULT.test(real))

const isOwn = (name: string): boolean => {
  const [kind, table = '', part = ''] = name.split(/[ .]/)
  if (OWN_TABLES.includes(table)) return true
  if (kind === 'column') return OWN_COLUMNS.includes(`${table}.${part}`)
  return kind === 'index' && OWN_INDEXES.includes(part)
}

const drift = (wanted: Facts, real: Facts): string[] => [
  ...[...wanted].flatMap(([name, fact]) =>
    isSame(name, fact, real.get(name))
      ? []
      : [`${name}: ${fact} in the collections, ${real.get(name) ?? 'missing'} in the database`],
  ),
  ...[...real.keys()]
    .filter((name) => !wanted.has(name) && !isOwn(name))
    .map((name) => `${name}: only in the database`),
]

let app: App
let client: pg.PoolClient
let wanted: Facts
beforeAll(async () => {
  app = await startApp()
  client = await app.pool.connect()
  const adapter = app.payload.db as unknown as PostgresAdapter
  const { generateMigration } = adapter.requireDrizzleKit()
  const statements = await generateMigration(adapter.defaultDrizzleSnapshot, await snapshotOf(adapter))
  const name = `test_collections_${randomUUID().replaceAll('-', '')}`
  await onServer(inject('adminUrl'), `CREATE DATABASE ${name} TEMPLATE template0 OWNER ${ROLE}`)
  wanted = await onServer(urlOf(inject('serverUrl'), name), ...statements)
})
afterAll(async () => {
  client.release()
  await app.close()
})

const onServer = async (url: string, ...statements: string[]): Promise<Facts> => {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  try {
    for (const statement of statements) await connection.query(statement)
    return await factsOf(connection)
  } finally {
    await connection.end()
  }
}

/** The differences found after a statement, which is rolled back. */
const after = async (statement: string): Promise<string[]> => {
  await client.query('BEGIN')
  try {
    await client.query(statement)
    return drift(wanted, await factsOf(client))
  } finally {
    await client.query('ROLLBACK')
  }
}

test('the migrated database is what the collections say, and more only where this file says so', async () => {
  const real = await factsOf(client)
  expect(drift(wanted, real)).toEqual([])
  const gone = (kind: string, names: string[]) =>
    names.filter((name) => ![...real.keys()].some((fact) => fact.startsWith(kind) && fact.includes(name)))
  expect([gone('column', OWN_TABLES), gone('column', OWN_COLUMNS), gone('index', OWN_INDEXES)]).toEqual([[], [], []])
})

test.each([
  [
    'ALTER TABLE places DROP COLUMN address',
    'column places.address: character varying default none in the collections, missing',
  ],
  ['ALTER TABLE places ADD COLUMN colour varchar', 'column places.colour: only in the database'],
  [
    'ALTER TABLE services ALTER COLUMN minutes TYPE numeric',
    'column services.minutes: integer not null default 30 in the',
  ],
  [
    'ALTER TABLE services ALTER COLUMN minutes DROP NOT NULL',
    'column services.minutes: integer not null default 30 in the',
  ],
  [
    'ALTER TABLE events DROP CONSTRAINT events_place_id_places_id_fk',
    'key events.events_place_id_places_id_fk: FOREIGN KEY',
  ],
  ['CREATE TABLE things (id int)', 'column things.id: only in the database'],
  ['DROP INDEX participants_one_per_visitor', 'index participants.participants_one_per_visitor: CREATE UNIQUE INDEX'],
  [
    `ALTER TYPE visitor_status ADD VALUE 'guest'`,
    'enum visitor_status: new, registered in the collections, guest, new',
  ],
])('%s is noticed', async (statement, sentence) => {
  expect((await after(statement)).join('\n')).toContain(sentence)
})
