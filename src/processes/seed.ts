import { now } from '@/config/clock'
import { migrate } from '@/db/migrate'
import { Failure } from '@/machine/failure'
import { seedCatalogue, seedDemo, seedLarge } from '@/seed'
import { openDatabase } from './database'
import { main } from './main'
import { loadPayload } from './payload'
import { ensureSecret } from './secret'
import { logLine, seconds } from './terminal'

const SEEDS = {
  none: async () => undefined,
  catalogue: async () => seedCatalogue(await loadPayload()),
  demo: async () => {
    const payload = await loadPayload()
    await seedCatalogue(payload)
    await seedDemo(payload, { now: now() })
  },
  large: async () => {
    const payload = await loadPayload()
    await seedCatalogue(payload)
    await seedLarge(payload, { now: now(), log: (line) => logLine('seed', line) })
  },
}

const isSeed = (name: string | undefined): name is keyof typeof SEEDS =>
  name !== undefined && Object.hasOwn(SEEDS, name)

await main(async () => {
  const [name] = process.argv.slice(2)
  if (!isSeed(name)) throw new Failure(`Say what to load: npm run seed -- ${Object.keys(SEEDS).join('|')}`)
  const startedAt = Date.now()
  ensureSecret()
  const database = await openDatabase('npm run seed', (line) => logLine('database', line))
  try {
    await migrate(database.url, { payload: loadPayload })
    await SEEDS[name]()
    logLine('seed', `${name} loaded (${seconds(startedAt)})`)
  } finally {
    await database.close()
  }
})
