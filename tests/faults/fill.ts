// Migrates and fills the empty database of this process's environment with the large data.
import { env } from '@/config/env'
import { migrate } from '@/db/migrate'
import { poolOf } from '@/db/sql'
import { loadPayload } from '@/processes/payload'
import { seedCatalogue, seedLarge } from '@/seed'

await migrate(env().databaseUrl ?? '', { payload: loadPayload })
const payload = await loadPayload({ quiet: true })
await seedCatalogue(payload)
await seedLarge(payload, { now: new Date(), say: (line) => console.log(`loading   ${line}`) })
await poolOf(payload).query('VACUUM (ANALYZE) visitors, participants, occurrences, event_days, events')
process.exit(0)
