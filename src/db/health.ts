import type { Payload } from 'payload'
import { poolOf } from './sql'

/** Whether the database answers within `milliseconds`; waiting for a connection counts. */
export const databaseAnswers = async (payload: Payload, milliseconds: number): Promise<boolean> => {
  const answer = poolOf(payload).query('SELECT 1').then(() => true, () => false)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)))
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Names of the migrations this database has gone through. */
export const appliedMigrations = async (payload: Payload): Promise<string[]> => {
  const { rows } = await poolOf(payload).query<{ name: string }>('SELECT name FROM payload_migrations WHERE batch > 0')
  return rows.map(({ name }) => name)
}

/** Requests that wait because every connection is taken. */
export const waitingForConnection = (payload: Payload): number => poolOf(payload).waitingCount
