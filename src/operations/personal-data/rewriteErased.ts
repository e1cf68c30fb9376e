import type { Payload } from 'payload'
import { PEOPLE_TABLES } from '@/db/people-tables'
import { dropOldLog, lastRemoval, rewriteTables } from '@/db/rewriting'
import { reading } from '@/db/sql'

/** What is emptied with every erasure besides. */
const BESIDES = ['telegram_updates']
/** What these say of a person is written under that person's key, or is nothing but an id: erasing leaves their rows. */
const WITHOUT_NAMES: readonly string[] = ['audit_log', 'erasures'] satisfies (keyof typeof PEOPLE_TABLES)[]

const MARK = 'rewritten-files'

type Rewriting = {
  url: string
  /** The superuser's address of the embedded database; null where the database is somebody else's. */
  adminUrl: string | null
  now: Date
}

/**
 * What was erased is gone from the files of the database, too: its tables and indexes are written anew and its log
 * is cut, in the night after. Answers whether there was anything to do.
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
