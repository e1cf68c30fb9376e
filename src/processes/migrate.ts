import { withAdvisoryLock } from '@/db/advisoryLock'
import { grantTo } from '@/db/rights'
import { Failure } from '@/machine/failure'
import { openDatabase } from './database'
import { main } from './main'
import { migrateAsOwner } from './migrations'
import { ensureSecret } from './secret'
import { logLine } from './terminal'

/** The role of `--for=ROLE`: what the product works as on an operator's own PostgreSQL. */
const roleOf = (args: readonly string[]): string | null => {
  const [given, ...more] = args
  if (given === undefined) return null
  const role = /^--for=(.+)$/.exec(given)?.[1]
  if (role === undefined || more.length > 0)
    throw new Failure('Say at most which role the product works as: npm run migrate -- --for=pristan_writer')
  return role
}

await main(async () => {
  const role = roleOf(process.argv.slice(2))
  ensureSecret()
  const database = await openDatabase('npm run migrate', (line) => logLine('database', line))
  try {
    const onWait = (): void => logLine('migrate', 'another process is migrating, waiting for it')
    await withAdvisoryLock(
      database.ownerUrl,
      'prepare',
      async (client) => {
        const done = await migrateAsOwner(client, database.url)
        logLine('migrate', done.length === 0 ? 'up to date' : `${done.length} run: ${done.join(', ')}`)
        if (role === null) return
        await grantTo(client, role)
        logLine('migrate', `${role} may do what the product needs, and can't change the log or the schema`)
      },
      onWait,
    )
  } finally {
    await database.close()
  }
})
