import path from 'node:path'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { env } from '@/config/env'
import { processName } from '@/config/log'
import { asInTheDatabase } from './columns'
import { resilientPg } from './resilientPg'

/**
 * Limits for whatever hangs: a lock that is not released, a slow statement, a transaction whose process died. The pool
 * waits at most 10 s for a free connection.
 */
const LIMITS = '-c lock_timeout=5000 -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000'

export const database = (url = env().databaseUrl) =>
  postgresAdapter({
    pool: {
      connectionString: url,
      application_name: `pristan ${processName()}`,
      max: 24,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      options: LIMITS,
    },
    pg: resilientPg,
    idType: 'uuidv7',
    push: false,
    beforeSchemaInit: [asInTheDatabase],
    migrationDir: path.resolve('src/migrations'),
  })
