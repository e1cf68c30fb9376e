import type { Payload } from 'payload'
import { databaseAnswers, migrationGap, waitingForConnection } from '@/db/health'

type Check = { name: 'database' | 'migrations' | 'connections'; status: 'ok' | 'failed'; reason: string | null }
export type Readiness = { status: 'ok' | 'failed'; checks: Check[] }

const DATABASE_MS = 1000
/** More requests waiting than the pool has connections. */
const MOST_WAITING = 24

export const isDatabaseAway = async (payload: Payload): Promise<boolean> =>
  !(await databaseAnswers(payload, DATABASE_MS))

const check = (name: Check['name'], reason: string | null): Check => ({
  name,
  status: reason === null ? 'ok' : 'failed',
  reason,
})

/** Whether this process can serve: the database answers, its schema matches this code, and connections are free. */
export const checkReadiness = async (payload: Payload): Promise<Readiness> => {
  const waiting = waitingForConnection(payload)
  const checks = [
    check('connections', waiting > MOST_WAITING ? `${waiting} requests are waiting for a connection` : null),
  ]
  if (await databaseAnswers(payload, DATABASE_MS))
    checks.unshift(check('database', null), check('migrations', await migrationGap(payload)))
  else checks.unshift(check('database', 'no answer within a second'))
  return { status: checks.some(({ status }) => status === 'failed') ? 'failed' : 'ok', checks }
}
