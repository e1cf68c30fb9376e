import type { Payload } from 'payload'
import type { Source } from '@/domain/access/caller'
import { STATUS_BY_CODE, type ErrorCode } from '@/domain/errors'
import type { MessageStatus } from '@/domain/messages/kinds'
import { ADVISORY_LOCKS } from './advisoryLock'
import { lastVerified } from './audit-state'
import { backupFacts } from './backup/state'
import { float, int, keyOf, messageStatus, oneOf, participantSource } from './rows'
import { poolOf, reading, type Db } from './sql'
import { prepared, statement } from './statement'

/** The total count since the database was created. */
export type Count = { name: keyof Labels; label: Labels[keyof Labels]; value: number }

/** The counters shared by all processes, and the label of each. */
export type Labels = { bookings: Source; refusals: ErrorCode }

export type DatabaseFigures = {
  working: string[]
  messages: Partial<Record<MessageStatus, number>>
  oldestMessageSeconds: number
  oldestUpdateSeconds: number
  updatesFailed: number
  counts: Count[]
  backupAt: Date | null
  backupFailed: boolean
  logChanged: boolean
}

const MESSAGES = statement(
  'metric-messages',
  `SELECT status, count(*)::int AS count FROM messages WHERE status <> 'sent' GROUP BY 1`,
  { status: messageStatus, count: int },
)

const OLDEST_MESSAGE = statement(
  'metric-oldest-message',
  `SELECT coalesce(extract(
            epoch FROM $1::timestamptz - min(greatest(created_at, coalesce(not_before, created_at)))), 0)::float
            AS seconds
     FROM messages WHERE status = 'pending' AND (not_before IS NULL OR not_before <= $1)`,
  { seconds: float },
)

const OLDEST_UPDATE = statement(
  'metric-oldest-update',
  `SELECT coalesce(extract(epoch FROM $1::timestamptz - min(received_at)), 0)::float AS seconds FROM telegram_updates
    WHERE status = 'pending'`,
  { seconds: float },
)

const FAILED_UPDATES = statement(
  'metric-failed-updates',
  `SELECT count(*)::int AS count FROM telegram_updates WHERE status = 'failed'`,
  { count: int },
)

const COUNTS = statement('metric-counts', 'SELECT name, label, value::float8 AS value FROM counts ORDER BY 1, 2', {
  name: oneOf('bookings', 'refusals'),
  label: oneOf(...participantSource.options, ...keyOf(STATUS_BY_CODE).options),
  value: float,
})

const ADVISORY_LOCKS_HELD = statement(
  'metric-advisory-locks',
  `SELECT ((classid::bigint << 32) | objid::bigint)::float8 AS number FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  { number: float },
)

/** The figures that are the same for every process, read from the database on request. */
export const databaseFigures = async (payload: Payload, now: Date): Promise<DatabaseFigures> => {
  const db = reading(payload)
  const byStatus = await db.rows(MESSAGES)
  const [oldest] = await db.rows(OLDEST_MESSAGE, [now])
  const [update] = await db.rows(OLDEST_UPDATE, [now])
  const [failed] = await db.rows(FAILED_UPDATES)
  const counts = await db.rows(COUNTS)
  const held = await db.rows(ADVISORY_LOCKS_HELD)
  const { succeededAt, failedAt } = await backupFacts(db)
  return {
    working: Object.entries(ADVISORY_LOCKS)
      .filter(([, number]) => held.some((lock) => lock.number === number))
      .map(([name]) => name),
    messages: Object.fromEntries(byStatus.map(({ status, count }) => [status, count])),
    oldestMessageSeconds: Math.max(0, oldest?.seconds ?? 0),
    oldestUpdateSeconds: Math.max(0, update?.seconds ?? 0),
    updatesFailed: failed?.count ?? 0,
    counts,
    logChanged: (await lastVerified(db))?.fault != null,
    backupAt: succeededAt,
    backupFailed: failedAt !== null && (succeededAt === null || failedAt > succeededAt),
  }
}

const ADD_COUNTS = prepared(
  'add-counts',
  `INSERT INTO counts (name, label, value) SELECT c.name, c.label, c.value
     FROM jsonb_to_recordset($1::jsonb) AS c(name text, label text, value bigint) ORDER BY 1, 2
   ON CONFLICT (name, label) DO UPDATE SET value = counts.value + EXCLUDED.value`,
)

export const addCounts = async (db: Db, counts: readonly Count[]): Promise<void> => {
  if (counts.length === 0) return
  await db.rows(ADD_COUNTS, [JSON.stringify(counts)])
}

/** The connections of this process's pool. */
export const poolFigures = (payload: Payload): { total: number; idle: number; waiting: number } => {
  const { totalCount, idleCount, waitingCount } = poolOf(payload)
  return { total: totalCount, idle: idleCount, waiting: waitingCount }
}
