import path from 'node:path'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { env } from '@/config/env'
import { asInTheDatabase } from './columns'
import { resilientPg } from './resilientPg'

/**
 * Timeouts end what hangs: a lock nobody releases, a statement gone wrong, a transaction whose
 * process died half way. The pool waits for a free connection for at most 10 s instead of for ever.
 */
const LIMITS = '-c lock_timeout=5000 -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000'

export const database = () =>
  postgresAdapter({
    pool: {
      connectionString: env().databaseUrl,
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
