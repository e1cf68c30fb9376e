import { migrate } from '@/db/migrate'
import { openDatabase } from './database'
import { main } from './main'
import { loadPayload } from './payload'
import { ensureSecret } from './secret'
import { logLine } from './terminal'

await main(async () => {
  ensureSecret()
  const database = await openDatabase('npm run migrate', (line) => logLine('database', line))
  try {
    const onWait = (): void => logLine('migrate', 'another process is migrating, waiting for it')
    const done = await migrate(database.url, { payload: loadPayload, onWait })
    logLine('migrate', done.length === 0 ? 'up to date' : `${done.length} run: ${done.join(', ')}`)
  } finally {
    await database.close()
  }
})
