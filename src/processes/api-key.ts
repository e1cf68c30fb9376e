import { parseArgs } from 'node:util'
import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { migrate } from '@/db/migrate'
import { Failure } from '@/machine/failure'
import { createKey } from '@/operations/integrations/createKey'
import { openDatabase } from './database'
import { main } from './main'
import { loadPayload } from './payload'
import { ensureSecret } from './secret'

const USAGE = 'Say whose key it is: npm run api-key -- NAME [--scope=read|booking]'

const read = (): { name: string; scope: 'read' | 'booking' } => {
  try {
    const { values, positionals } = parseArgs({
      options: { scope: { type: 'string', default: 'read' } },
      allowPositionals: true,
    })
    const [name, ...more] = positionals
    const { scope } = values
    if (name?.trim() && more.length === 0 && (scope === 'read' || scope === 'booking'))
      return { name: name.trim(), scope }
  } catch (error) {
    throw new Failure(USAGE, { cause: error })
  }
  throw new Failure(USAGE)
}

await main(async () => {
  const { name, scope } = read()
  ensureSecret()
  const database = await openDatabase('npm run api-key')
  try {
    const payload = (): Promise<Payload> => loadPayload({ quiet: true })
    await migrate(database.url, { payload })
    const { key } = await createKey(await payload(), { name, scope, by: null, now: now() })
    console.error(`A key for ${name}, scope ${scope}. It can not be shown again.`)
    console.error('Send it as: Authorization: integrations API-Key <key>\n')
    console.log(key)
  } finally {
    await database.close()
  }
})
