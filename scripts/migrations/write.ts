import fs from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'

export type Statements = { up: readonly string[]; down: readonly string[] }

/** The migrations in the folder. Other files have no date in their name. */
export const migrationsIn = (folder: string): string[] =>
  fs
    .readdirSync(folder)
    .flatMap((file) => /^(\d{8}_\d{6}_\w+)\.ts$/.exec(file)?.[1] ?? [])
    .sort()

/** 20261121_013000_what_changes, with the time in UTC. */
export const nameOf = (words: string, at: Date): string =>
  `${at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_')}_${words.toLowerCase().replace(/\W+/g, '_')}`

export const writeMigration = async (folder: string, name: string, statements: Statements): Promise<void> => {
  const written = await formatted(textOf(statements), path.join(folder, `${name}.ts`))
  const index = path.join(folder, 'index.ts')
  const listed = await formatted(withMigration(fs.readFileSync(index, 'utf8'), name), index)
  fs.writeFileSync(path.join(folder, `${name}.ts`), written)
  fs.writeFileSync(index, listed)
}

const formatted = async (text: string, file: string): Promise<string> =>
  format(text, { ...(await resolveConfig(file)), filepath: file })

/** Keeps everything that was written by hand in the list. */
const withMigration = (index: string, name: string): string => {
  const alias = aliasFor(index, name)
  const imports = [...index.matchAll(/^import \* as .*\n/gm)].at(-1)
  const end = index.lastIndexOf('\n]')
  if (!imports || end === -1)
    throw new Error('src/migrations/index.ts does not look as it did: list the migration by hand')
  const behind = imports.index + imports[0].length
  const line = `\n  { up: ${alias}.up, down: ${alias}.down, name: '${name}' },`
  return (
    `${index.slice(0, behind)}import * as ${alias} from ` +
    `'./${name}'\n${index.slice(behind, end)}${line}${index.slice(end)}`
  )
}

const aliasFor = (index: string, name: string): string => {
  const words = name.slice('20261121_013000_'.length).split('_').filter(Boolean)
  const joined = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
  const alias = /^[a-z]/.test(joined) ? joined : `to${joined}`
  return new RegExp(`\\bimport \\* as ${alias} `).test(index) || RESERVED.has(alias)
    ? `${alias}${name.slice(0, 8)}`
    : alias
}

/** Words that can be the name of a migration but not of an import. */
const RESERVED = new Set(['delete', 'new', 'import', 'export', 'default', 'enum', 'void', 'with', 'in', 'for', 'null'])

const EMPTY = '-- The collections have not changed. What they can not say is written here by hand.'

const literal = (statements: readonly string[]): string =>
  `\`\n${(statements.length > 0 ? statements : [EMPTY]).join('\n').replace(/[`\\]|\$\{/g, '\\$&')}\n\``

const textOf = ({ up, down }: Statements): string => `
import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = ${literal(up)}

const DOWN = ${literal(down)}
`
