// Migrates and fills the empty database of this process's environment with the large data, or with a tenth of it.
import { env } from '@/config/env'
import { migrate } from '@/db/migrate'
import { poolOf } from '@/db/sql'
import { loadPayload } from '@/processes/payload'
import { seedCatalogue, seedLarge } from '@/seed'

const TENTH = { events: 200, occurrences: 10_000, visitors: 20_000, participants: 100_000 }

await migrate(env().databaseUrl ?? '', { payload: loadPayload })
const payload = await loadPayload({ quiet: true })
await seedCatalogue(payload)
await seedLarge(payload, { now: new Date(), say: (line) => console.log(`loading   ${line}`), size: process.argv.includes('--tenth') ? TENTH : undefined })
await poolOf(payload).query('VACUUM (ANALYZE) visitors, participants, occurrences, event_days, events')
process.exit(0)
