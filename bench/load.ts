import { env } from '@/config/env'
import { migrate } from '@/db/migrate'
import { poolOf } from '@/db/sql'
import { loadPayload } from '@/processes/payload'
import { seedCatalogue, seedLarge } from '@/seed'
import { LARGE } from '@/seed/large'
import { twinOf } from './contenders/twin'

/**
 * Loads the large data set and the tables of the other contenders into the empty database of this process's
 * environment. Does nothing if they exist.
 */
const visitors = Number(process.argv.find((arg) => arg.startsWith('--visitors='))?.slice(11) ?? 0)
const SMALL = { events: 200, occurrences: 10_000, visitors: 20_000, participants: 80_000 }

await migrate(env().databaseUrl ?? '', { payload: loadPayload })
const payload = await loadPayload({ quiet: true })
await seedCatalogue(payload)
const { totalDocs } = await payload.count({ collection: 'events' })
if (totalDocs === 0) {
  const from = Date.now()
  await seedLarge(payload, {
    now: new Date(),
    log: (line) => console.log(`loading   ${line}`),
    size: { ...(process.argv.includes('--small') ? SMALL : LARGE), ...(visitors > 0 ? { visitors } : {}) },
  })
  console.log(`loading   done in ${((Date.now() - from) / 1_000).toFixed(1)} s`)
}
const pool = poolOf(payload)
for (const [table, twin] of [
  ['occurrences', 'raw_occurrences'],
  ['participants', 'raw_participants'],
  ['participants', 'stock_participants'],
] as const)
  await twinOf(pool, table, twin)
// Leaves out empty tables. After a vacuum the planner would assume that they stay empty and scan them.
const { rows: tables } = await pool.query<{ name: string }>(
  'SELECT relname AS name FROM pg_stat_user_tables WHERE n_live_tup > 0',
)
await pool.query(`VACUUM (ANALYZE) ${tables.map(({ name }) => name).join(', ')}`)
process.exit(0)
