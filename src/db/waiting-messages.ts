import type { Waiting } from '@/domain/messages/delivery'
import { bool, instant, int, nullable } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const WAITING = statement(
  'waiting-messages',
  `SELECT recipient_kind IN ('users', 'administrators') AS mail, count(*)::int AS count,
          min(greatest(created_at, coalesce(not_before, created_at))) AS since
     FROM messages WHERE status = 'pending' AND (attempts > 0 OR not_before IS NULL OR not_before <= $1)
    GROUP BY 1`,
  { mail: bool, count: int, since: nullable(instant) },
)

/** Messages that should be on their way already, by how they go. */
export const waitingMessages = async (db: Db, now: Date): Promise<{ telegram: Waiting; mail: Waiting }> => {
  const rows = await db.rows(WAITING, [now])
  const of = (mail: boolean): Waiting => {
    const { count = 0, since = null } = rows.find((row) => row.mail === mail) ?? {}
    return { count, since }
  }
  return { telegram: of(false), mail: of(true) }
}
