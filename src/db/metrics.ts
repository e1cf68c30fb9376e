import type { Payload } from 'payload'
import { backupFacts } from './backup/state'
import { poolOf, reading } from './sql'

export type DatabaseFigures = { messages: Record<string, number>; oldestMessageSeconds: number; oldestUpdateSeconds: number; backupAt: Date | null; backupFailed: boolean }

/** What every process would answer alike: read from the database when somebody asks. */
export const databaseFigures = async (payload: Payload, now: Date): Promise<DatabaseFigures> => {
  const db = reading(payload)
  const byStatus = await db.rows<{ status: string; count: number }>(`SELECT status::text, count(*)::int AS count FROM messages WHERE status <> 'sent' GROUP BY 1`)
  const [oldest] = await db.rows<{ seconds: number }>(
    `SELECT coalesce(extract(epoch FROM $1::timestamptz - min(greatest(created_at, coalesce(not_before, created_at)))), 0)::float AS seconds FROM messages WHERE status = 'pending' AND (not_before IS NULL OR not_before <= $1)`,
    [now],
  )
  const [update] = await db.rows<{ seconds: number }>(`SELECT coalesce(extract(epoch FROM $1::timestamptz - min(received_at)), 0)::float AS seconds FROM telegram_updates WHERE status = 'pending'`, [now])
  const { succeededAt, failedAt } = await backupFacts(db)
  return {
    messages: Object.fromEntries(byStatus.map(({ status, count }) => [status, count])),
    oldestMessageSeconds: Math.max(0, oldest?.seconds ?? 0),
    oldestUpdateSeconds: Math.max(0, update?.seconds ?? 0),
    backupAt: succeededAt,
    backupFailed: failedAt !== null && (succeededAt === null || failedAt > succeededAt),
  }
}

/** The connections of this process. */
export const poolFigures = (payload: Payload): { total: number; idle: number; waiting: number } => {
  const { totalCount, idleCount, waitingCount } = poolOf(payload)
  return { total: totalCount, idle: idleCount, waiting: waitingCount }
}
