import type { Payload } from 'payload'
import { migrations } from '@/migrations'
import { poolOf } from './sql'

/** Whether the database answers within `milliseconds`; waiting for a connection counts. */
export const databaseAnswers = async (payload: Payload, milliseconds: number): Promise<boolean> => {
  const answer = poolOf(payload)
    .query('SELECT 1')
    .then(
      () => true,
      () => false,
    )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)))
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** What is wrong between this code and its database, or null. */
export const migrationGap = async (payload: Payload): Promise<string | null> => {
  const { rows } = await poolOf(payload).query<{ name: string }>('SELECT name FROM payload_migrations WHERE batch > 0')
  const applied = new Set(rows.map(({ name }) => name))
  const missing = migrations.filter(({ name }) => !applied.delete(name))
  if (missing.length > 0) return `${missing.length} not applied`
  return applied.size > 0 ? 'the database is newer than this code' : null
}

/** Requests that wait because every connection is taken. */
export const waitingForConnection = (payload: Payload): number => poolOf(payload).waitingCount
