import { nullable, text } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const KEY = 'audit-verified'

const RECORD = statement(
  'record-verified-log',
  `INSERT INTO payload_kv (id, key, data) VALUES (gen_random_uuid(), '${KEY}', $1::jsonb)
   ON CONFLICT (key) DO UPDATE SET data = $1::jsonb`,
)
const VERIFIED = statement(
  'verified-log',
  `SELECT data->>'at' AS at, data->>'fault' AS fault FROM payload_kv WHERE key = '${KEY}'`,
  { at: nullable(text), fault: nullable(text) },
)

export type VerifiedState = { at: string; fault: string | null }

/** What the last reading of the whole log found. */
export const recordVerified = async (db: Db, state: VerifiedState): Promise<void> =>
  void (await db.rows(RECORD, [JSON.stringify(state)]))

export const lastVerified = async (db: Db): Promise<VerifiedState | null> => {
  const [row] = await db.rows(VERIFIED)
  return row?.at ? { at: row.at, fault: row.fault } : null
}
