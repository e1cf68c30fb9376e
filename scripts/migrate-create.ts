// `npm run migrate:create -- what_changes`: writes and lists the migration from the newest snapshot to the current
// collections. `--check` only compares them.
import fs from 'node:fs'
import path from 'node:path'
import { adapterOfCollections, driftBetween, FOLDER, newestSnapshot, snapshotOf } from './migrations/snapshot'
import { migrationsIn, nameOf, writeMigration } from './migrations/write'

/** Large tables, where a migration can block users: see "Changing the database" in CONTRIBUTING.md. */
const GROWING = ['participants', 'visitors', 'occurrences', 'audit_log', 'messages']

const create = async (words: string): Promise<void> => {
  const name = nameOf(words, new Date())
  const last = migrationsIn(FOLDER).at(-1) ?? ''
  if (name <= last) throw new Error(`The clock of this machine is behind the migration ${last}: set it right first`)
  const adapter = await adapterOfCollections()
  const { generateMigration } = adapter.requireDrizzleKit()
  const [before, after] = [newestSnapshot(FOLDER), await snapshotOf(adapter)]
  const changed = driftBetween(after, before).length > 0
  const up = changed ? await generateMigration(before, after) : []
  const down = changed ? await generateMigration(after, before) : []
  if (changed) fs.writeFileSync(path.join(FOLDER, `${name}.json`), `${JSON.stringify(after, null, 2)}\n`)
  await writeMigration(FOLDER, name, { up, down })
  console.log(`src/migrations/${name}.ts is written and listed in src/migrations/index.ts`)
  if (!changed) console.log('The collections have not changed, so it is empty: fill it by hand, or take it away again')
  for (const statement of up) {
    if (/on delete set null/i.test(statement))
      console.log(`Decide about this: deleting the one empties the other\n  ${statement}`)
    if (GROWING.some((table) => new RegExp(`"${table}"`).test(statement)))
      console.log(`Does this belong into "gradually"? Its table grows (CONTRIBUTING.md)\n  ${statement}`)
  }
}

const check = async (): Promise<void> => {
  const drift = driftBetween(await snapshotOf(await adapterOfCollections()), newestSnapshot(FOLDER))
  if (drift.length === 0) return
  console.error('The collections and the migrations say different things: run npm run migrate:create -- what_changes')
  for (const line of drift) console.error(`  ${line}`)
  process.exitCode = 1
}

const [words, ...more] = process.argv.slice(2)
if (words === '--check') await check()
else if (words && more.length === 0 && /[a-z]/i.test(words)) await create(words)
else {
  console.error('Say in one word what changes: npm run migrate:create -- colour_of_a_place')
  process.exitCode = 1
}
