import type { Payload } from 'payload'
import { migrations } from '@/migrations'
import { present, text } from './rows'
import { poolOf, reading } from './sql'
import { statement } from './statement'

/** Whether the database answers within `milliseconds`, including the wait for a connection. */
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

const APPLIED = statement('applied-migrations', 'SELECT name FROM payload_migrations WHERE batch > 0', {
  name: present(text),
})

/** How this code and its database don't match, or null. */
export const migrationGap = async (payload: Payload): Promise<string | null> => {
  const rows = await reading(payload).rows(APPLIED)
  const applied = new Set(rows.map(({ name }) => name))
  const missing = migrations.filter(({ name }) => !applied.delete(name))
  if (missing.length > 0) return `${missing.length} not applied`
  return applied.size > 0 ? 'the database is newer than this code' : null
}

/** The number of requests that wait for a connection. */
export const waitingForConnection = (payload: Payload): number => poolOf(payload).waitingCount
