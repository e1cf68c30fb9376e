import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { decrypt, encrypt, keyFor } from './cipher'
import { bytes, json, nullable, present, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

/** A person's data in the log, readable only with that person's key. */
export type Sealed = { person: string; key: string; data: string }

type KeyRow = { visitor: string; wrapped: Buffer }

/** The key that encrypts people's keys, and a mark that identifies the secret it comes from. */
const wrapping = (): { key: Buffer; mark: string } => {
  const key = keyFor('pristan keys of people')
  return { key, mark: createHash('sha256').update('pristan mark').update(key).digest('hex').slice(0, 16) }
}

const PERSON_KEYS = prepared(
  'person-keys',
  'SELECT visitor_id AS visitor, wrapped FROM person_keys WHERE visitor_id = ANY ($1::uuid[]) AND secret_mark = $2',
  { visitor: uuid, wrapped: bytes },
)

const knownKeys = (db: Db, people: readonly string[], mark: string): Promise<KeyRow[]> =>
  db.rows(PERSON_KEYS, [people, mark])

const MAKE_PERSON_KEYS = prepared(
  'make-person-keys',
  `INSERT INTO person_keys (visitor_id, secret_mark, wrapped)
     SELECT v.id, $2, decode(k.wrapped, 'base64')
       FROM visitors v JOIN jsonb_to_recordset($1::jsonb) AS k(visitor uuid, wrapped text) ON k.visitor = v.id
      WHERE v.erased_at IS NULL ORDER BY v.id FOR KEY SHARE OF v
     ON CONFLICT DO NOTHING`,
)

/**
 * The keys of these people, created if missing. Erased people get none. Creating a key waits for the lock on the
 * person's row, so that no key is created during an erasure.
 */
const keysOf = async (db: Db, people: readonly string[]): Promise<{ keys: Map<string, Buffer>; mark: string }> => {
  const { key, mark } = wrapping()
  const rows = await knownKeys(db, people, mark)
  const missing = people.filter((id) => !rows.some(({ visitor }) => visitor === id))
  if (missing.length > 0) {
    const made = missing.map((visitor) => ({
      visitor,
      wrapped: encrypt(key, randomBytes(32), visitor).toString('base64'),
    }))
    await db.rows(MAKE_PERSON_KEYS, [JSON.stringify(made), mark])
    rows.push(...(await knownKeys(db, missing, mark)))
  }
  return { keys: new Map(rows.map(({ visitor, wrapped }) => [visitor, decrypt(key, wrapped, visitor)])), mark }
}

/** Encrypts values about these people. null for somebody who is erased or does not exist: nothing is stored. */
export const sealer = async (
  db: Db,
  people: readonly string[],
): Promise<(person: string, values: Record<string, unknown>) => Sealed | null> => {
  const wanted = [...new Set(people)].sort()
  const { keys, mark } = wanted.length === 0 ? { keys: new Map<string, Buffer>(), mark: '' } : await keysOf(db, wanted)
  return (person, values) => {
    const key = keys.get(person)
    return key
      ? { person, key: mark, data: encrypt(key, Buffer.from(JSON.stringify(values)), person).toString('base64') }
      : null
  }
}

export type Opened =
  | { person: string; state: 'readable'; values: Record<string, unknown> }
  | { person: string; state: 'erased' | 'otherSecret'; values: null }

const OPEN_ENTRIES = statement(
  'open-entries',
  `SELECT l.id, l.sealed, k.wrapped FROM audit_log l
     LEFT JOIN person_keys k ON k.visitor_id = (l.sealed->>'person')::uuid AND k.secret_mark = l.sealed->>'key'
    WHERE l.id = ANY ($1::uuid[]) AND l.sealed IS NOT NULL`,
  {
    id: uuid,
    sealed: present(json(z.object({ person: z.string(), key: z.string(), data: z.string() }))),
    wrapped: nullable(bytes),
  },
)

/** The personal data in log entries, by entry id. Entries without any are left out. */
export const openEntries = async (db: Db, entries: readonly string[]): Promise<Map<string, Opened>> => {
  const { key, mark } = wrapping()
  const rows = await db.rows(OPEN_ENTRIES, [entries])
  return new Map(
    rows.map(({ id, sealed, wrapped }): [string, Opened] => {
      const { person } = sealed
      if (wrapped === null) return [id, { person, state: 'erased', values: null }]
      // Encrypted under another PAYLOAD_SECRET, and readable with that one.
      if (sealed.key !== mark) return [id, { person, state: 'otherSecret', values: null }]
      const values = JSON.parse(
        decrypt(decrypt(key, wrapped, person), Buffer.from(sealed.data, 'base64'), person).toString(),
      ) as Record<string, unknown>
      return [id, { person, state: 'readable', values }]
    }),
  )
}
