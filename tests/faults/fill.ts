// Migrates and fills the empty database of this process's environment with the large data, or with as much as its
// argument says.
import { env } from '@/config/env'
import { migrate } from '@/db/migrate'
import { poolOf } from '@/db/sql'
import { loadPayload } from '@/processes/payload'
import { seedCatalogue, seedLarge, type LargeSize } from '@/seed'

await migrate(env().databaseUrl ?? '', { payload: loadPayload })
const payload = await loadPayload({ quiet: true })
await seedCatalogue(payload)
await seedLarge(payload, {
  now: new Date(),
  log: (line) => console.log(`loading   ${line}`),
  ...(process.argv[2] ? { size: JSON.parse(process.argv[2]) as LargeSize } : {}),
})
await poolOf(payload).query('VACUUM (ANALYZE) visitors, participants, occurrences, event_days, events')
process.exit(0)
