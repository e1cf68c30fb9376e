// Checks the texts people see: both languages are complete, no text is unused, and none is outside src/i18n.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compare, type Tree } from './texts/dictionaries'
import { readSource } from './texts/sources'
import { unused } from './texts/uses'

const root = fileURLToPath(new URL('..', import.meta.url))
const i18n = path.join(root, 'src/i18n')
const problems: string[] = []

/** Files that may contain Russian, each with its reason. */
const RUSSIAN_ELSEWHERE = [
  // The Russian dictionary and the list of languages.
  'src/i18n/ru/',
  'src/i18n/payload.ts',
  'src/i18n/brand.ts',
  // Data that a charity could have in its database.
  'src/seed/',
  // Rules that write or read Russian themselves: dates in words, letters, names, keyboard layouts.
  'src/domain/recurrence/describe/',
  'src/domain/search/',
  'src/domain/visitors/name.ts',
  // Words and keyboard rows that are used in weak passwords.
  'src/domain/access/passwords/',
  // Letter widths.
  'src/bot/format/fit.ts',
  // The placeholder stored instead of an erased name.
  'src/domain/visitors/erased.ts',
  // People who talk to the bot locally.
  'src/processes/bot-chat.ts',
]

const sourcesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return sourcesBelow(file)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|payload-types\.ts$/.test(entry.name) ? [file] : []
  })

const areasOf = async (language: 'en' | 'ru'): Promise<Record<string, Tree>> => {
  const areas: Record<string, Tree> = {}
  for (const file of sourcesBelow(path.join(i18n, language))) {
    const area = path.basename(file, '.ts')
    const content = (await import(pathToFileURL(file).href)) as Record<string, Tree>
    const found = content[area]
    if (!found || Object.keys(content).length !== 1)
      problems.push(`${path.relative(root, file)}: exports its area, "${area}", and nothing else`)
    else areas[area] = found
  }
  return areas
}

const [en, ru] = [await areasOf('en'), await areasOf('ru')]
problems.push(...compare(en, ru))

// The types read the values a text needs from its letters.
for (const area of Object.keys(en))
  if (!/ as const satisfies /.test(readFileSync(path.join(i18n, 'en', `${area}.ts`), 'utf8')))
    problems.push(`src/i18n/en/${area}.ts: has to be "as const satisfies …"`)

const surfaces = sourcesBelow(i18n)
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
for (const area of Object.keys(en))
  if (!new RegExp(`from '\\.{1,2}/en/${area}'`).test(surfaces.replace(/^import type .*$/gm, '')))
    problems.push(`src/i18n/en/${area}.ts: no surface speaks it`)

const sources = [...sourcesBelow(path.join(root, 'src')), path.join(root, 'payload.config.ts')].map((file) => ({
  name: path.relative(root, file).split(path.sep).join('/'),
  found: readSource(file, readFileSync(file, 'utf8')),
}))
const speaking = sources.filter(({ name }) => !/^src\/i18n\/(en|ru)\//.test(name)).map(({ found }) => found)
problems.push(...unused(en, speaking, ['fieldErrors']))
for (const { name } of sources)
  if (/^src\/(admin|app)\//.test(name))
    for (const [, surface] of readFileSync(path.join(root, name), 'utf8').matchAll(/from '@\/i18n\/(\w+)/g))
      if (surface !== 'panel' && surface !== 'brand')
        problems.push(`${name}: the browser would load the texts of "${surface}"`)

const fieldErrors = en.fieldErrors ?? {}
for (const { name, found } of sources)
  for (const literal of found.literals)
    if (/^field[A-Z]\w*$/.test(literal) && !(literal in fieldErrors) && !(literal in en))
      problems.push(`${name}: src/i18n/en/fieldErrors.ts has no "${literal}"`)
for (const { name, found } of sources)
  if (!RUSSIAN_ELSEWHERE.some((place) => name.startsWith(place)))
    problems.push(
      ...found.russian.map(({ line, text }) => `${name}:${line}: belongs in src/i18n: ${text.slice(0, 60)}`),
    )
for (const place of RUSSIAN_ELSEWHERE)
  if (!sources.some(({ name, found }) => name.startsWith(place) && found.russian.length > 0))
    problems.push(`${place}: has no Russian any more, strike it off the list`)

for (const problem of problems) console.error(problem)
const count = Object.keys(en).length
console.log(
  problems.length === 0 ? `${count} areas of texts, the same in both languages` : `${problems.length} problems`,
)
process.exit(problems.length === 0 ? 0 : 1)
