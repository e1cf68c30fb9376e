import type { Payload } from 'payload'
import { PEOPLE_TABLES } from '@/db/people-tables'
import { dropOldLog, lastRemoval, rewriteTables } from '@/db/rewriting'
import { reading } from '@/db/sql'

/** Tables that every erasure clears too. */
const BESIDES = ['telegram_updates']
/** These tables hold only ids, or data encrypted with the person's key, so erasing does not delete their rows. */
const WITHOUT_NAMES: readonly string[] = ['audit_log', 'erasures'] satisfies (keyof typeof PEOPLE_TABLES)[]

const MARK = 'rewritten-files'

type Rewriting = {
  url: string
  /** The superuser's URL of the embedded database; null for an external database. */
  adminUrl: string | null
  now: Date
}

/**
 * Removes erased data from the database files too, the night after: tables and indexes are rewritten and the log is
 * truncated. Returns whether there was anything to do.
 */
export const rewriteErased = async (payload: Payload, { url, adminUrl, now }: Rewriting): Promise<boolean> => {
  const removed = await lastRemoval(reading(payload))
  const done = await payload.kv.get<{ upTo: string }>(MARK)
  if (removed === null || (done && new Date(done.upTo) >= removed && removed <= now)) return false
  const tables = Object.keys(PEOPLE_TABLES).filter((table) => !WITHOUT_NAMES.includes(table))
  await rewriteTables(url, [...tables, ...BESIDES])
  if (adminUrl !== null) await dropOldLog(adminUrl)
  await payload.kv.set(MARK, { upTo: removed.toISOString() })
  return true
}
