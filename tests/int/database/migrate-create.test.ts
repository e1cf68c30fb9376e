import { execFile } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../helpers/database'

let copy: string
let database: TestDatabase
beforeAll(async () => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'pristan-migrations-'))
  for (const folder of ['src', 'scripts']) cpSync(folder, path.join(copy, folder), { recursive: true })
  for (const file of ['payload.config.ts', 'package.json', 'tsconfig.json', '.prettierrc.json'])
    copyFileSync(file, path.join(copy, file))
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'))
  database = await createDatabase()
})
afterAll(async () => {
  await database.pool.end()
  rmSync(copy, { recursive: true, force: true })
})

type Run = { code: number; output: string }

/** Runs a script of the copied project as a separate process. */
const run = (entry: string, ...args: string[]): Promise<Run> =>
  promisify(execFile)(process.execPath, ['scripts/run.mjs', entry, ...args], {
    cwd: copy,
    env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: path.join(copy, '.data'), PAYLOAD_SECRET: 'test' },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: Run & { stdout: string; stderr: string }) => ({ code: error.code, output: error.stdout + error.stderr }),
  )

const read = (file: string): string => readFileSync(path.join(copy, file), 'utf8')
const made = (): string[] =>
  readdirSync(path.join(copy, 'src/migrations')).filter((name) => !existsSync(path.join('src/migrations', name)))

/** Adds a field to the collection and to the access table. */
const addField = (collection: string, name: string, field: string): void => {
  const file = `src/collections/${collection}/index.ts`
  const text = read(file)
  const at = text.indexOf('\n  fields: [') + '\n  fields: ['.length
  writeFileSync(path.join(copy, file), `${text.slice(0, at)}\n    { name: '${name}', ${field} },${text.slice(at)}`)
  const table = 'src/domain/access/table.ts'
  const rules = read(table)
  const names = rules.indexOf("all('", rules.indexOf(`\n  ${collection.toLowerCase()}: {`)) + "all('".length
  writeFileSync(path.join(copy, table), `${rules.slice(0, names)}${name} ${rules.slice(names)}`)
}

test(
  'a new field fails the check until its migration is made; the next one is empty; both are listed and run',
  { timeout: 120_000 },
  async () => {
    addField('Places', 'colour', "type: 'text', defaultValue: 'as `they` ${say}'")
    addField('Occurrences', 'keeper', "type: 'relationship', relationTo: 'volunteers'")
    const check = await run('scripts/migrate-create.ts', '--check')
    expect(check.code).toBe(1)
    expect(check.output).toContain('tables.public.places.columns.colour: something in the collections, nothing in')
    expect(check.output).toContain('tables.public.occurrences.columns.keeper_id: something in the collections')

    const [byHand] = /^ \*.*$|^\/\*\* .* \*\/$/m.exec(read('src/migrations/index.ts')) ?? []
    const first = await run('scripts/migrate-create.ts', 'Colour of a place')
    expect([first.code, first.output]).toEqual([0, expect.stringContaining('_colour_of_a_place.ts is written')])
    expect(first.output).toMatch(/Does this belong into "gradually"\?.+\n +ALTER TABLE "occurrences" ADD COLUMN/)
    expect(made()).toHaveLength(2)
    const second = await run('scripts/migrate-create.ts', 'by_hand')
    expect([second.code, second.output]).toEqual([0, expect.stringContaining('The collections have not changed')])
    const files = made().sort()
    expect(files).toEqual([
      expect.stringMatching(/_colour_of_a_place\.json$/),
      expect.stringMatching(/_colour_of_a_place\.ts$/),
      expect.stringMatching(/_by_hand\.ts$/),
    ])
    expect(read(`src/migrations/${files[2]}`)).not.toMatch(/ALTER|CREATE|DROP/)
    const names = [files[1], files[2]].map((name) => name?.slice(0, -'.ts'.length))
    const index = read('src/migrations/index.ts')
    expect(index).toContain(byHand)
    expect(index).toMatch(
      new RegExp(
        `import \\* as colourOfAPlace from './${names[0]}'\nimport \\* as byHand from './${names[1]}'\n[^]*up: ` +
          `colourOfAPlace.up, down: colourOfAPlace.down, name: '${names[0]}' },\n +{ up: byHand.up, down: ` +
          `byHand.down, name: '${names[1]}' },\n]\n$`,
      ),
    )

    const migrated = await run('src/processes/migrate.ts')
    expect([migrated.code, migrated.output]).toEqual([0, expect.stringContaining(`2 run: ${names.join(', ')}`)])
    const { rows } = await database.pool.query<{ fact: string }>(`
      SELECT column_default AS fact FROM information_schema.columns WHERE table_name = 'places'
        AND column_name = 'colour'
      UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conname = 'occurrences_keeper_id_volunteers_id_fk'`)
    expect(rows.map(({ fact }) => fact)).toEqual([
      `'as \`they\` \${say}'::character varying`,
      'FOREIGN KEY (keeper_id) REFERENCES volunteers(id) ON DELETE RESTRICT',
    ])
  },
)
