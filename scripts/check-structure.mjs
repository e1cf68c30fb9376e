// Checks the layout of the project and the direction of imports. The lists of exceptions may only shrink.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a folder of src may import besides itself. No folder may import the outer layers. */
const BASE = ['domain', 'config', 'i18n']
const MAY_IMPORT = {
  domain: [],
  config: [],
  i18n: ['domain'],
  machine: [],
  db: [...BASE, 'machine', 'migrations'],
  notifications: [...BASE, 'db'],
  operations: [...BASE, 'db', 'notifications', 'exports', 'machine'],
  exports: [...BASE, 'db'],
  access: [...BASE, 'operations'],
  hooks: [...BASE, 'access', 'db', 'operations', 'notifications'],
  collections: [...BASE, 'access', 'hooks'],
  endpoints: [...BASE, 'access', 'operations', 'exports', 'hooks', 'collections'],
  // The worker builds the senders of messages.
  jobs: [...BASE, 'operations', 'db', 'notifications'],
  // The bot shares the Telegram client and the HTML with the messages. It reaches the database only through operations.
  bot: [...BASE, 'operations', 'notifications'],
  admin: [...BASE],
  app: [...BASE, 'admin', 'access', 'operations', 'exports'],
  migrations: [],
  // Next.js requires a file of this name.
  'instrumentation.ts': ['config'],
  seed: [...BASE, 'db', 'operations', 'machine'],
  processes: [...BASE, 'db', 'machine', 'operations', 'jobs', 'seed', 'bot'],
}

/**
 * Folders whose types may be imported, since types leave nothing in the bundle: the panel uses the types of answers.
 */
const MAY_IMPORT_TYPES = { admin: ['endpoints'] }

/** Packages that only some folders may use. */
const PACKAGES = [
  { name: /^(payload|@payloadcms\/|next(\/|$)|telegraf|drizzle-orm|pg$)/, notIn: ['domain'] },
  { name: /^(drizzle-orm|@payloadcms\/drizzle)/, onlyIn: ['db', 'migrations'] },
  { name: /^telegraf/, onlyIn: ['bot', 'notifications'] },
  { name: /^pg(-|$)/, onlyIn: ['db', 'migrations'] },
  { name: /^exceljs/, onlyIn: ['exports'] },
  { name: /^sharp$/, onlyIn: ['machine'] },
]

/** Files that may break an import rule, each with its reason. */
const ALLOWED = new Map([])

/**
 * The usual maximum of lines per file; longer files are listed with a reason. Routes may be longer, because they
 * contain their descriptions, shapes and an example answer.
 */
const BUDGET = { domain: 130, hooks: 60, endpoints: 150, operations: 150, collections: 200, admin: 250, db: 300 }
const TEST_BUDGET = 350
const LONG = new Map([
  ['src/domain/access/table.ts', 'one table of who may do what, to be read as a whole'],
  ['src/domain/events/planDay.ts', 'the rules of one date, which share what they have read'],
  ['src/domain/recurrence/describe/russianWords.ts', 'words and their forms'],
  ['src/domain/search/query.ts', 'one query read from its beginning to its end'],
  ['src/operations/messages/compose.ts', 'one composer for each kind of message, side by side'],
  ['tests/bot/flows.test.ts', 'the ways through the bot, one world'],
  ['tests/bot/local-api.test.ts', 'every method of one server'],
  ['tests/e2e/event-form.test.ts', 'one form, opened once'],
  ['tests/int/api/hostile.test.ts', 'every hostile input against one application'],
  ['tests/int/personal-data/erase.test.ts', 'every table of one erasure'],
  ['tests/int/sign-on/hostile.test.ts', 'every hostile answer of one provider'],
])

/** The maximum of columns per line. Things that can't be wrapped may be longer, such as patterns and test titles. */
const COLUMNS = 120
const UNBREAKABLE = /^\s*(\/.*\/[a-z]*,?$|(it|test|describe)(\.\w+)*\()/
/**
 * Not checked for length: released migrations never change, generated files are not written by hand, and a text is a
 * single literal, because its type names the values it takes.
 */
const AS_IT_IS = /^src\/(migrations\/2|payload-types\.ts|app\/\(payload\)\/admin\/importMap|i18n\/(en|ru)\/)/

/** Hand-written SQL, and casts of rows to a type. See docs/decisions/023. */
const SQL = /['"`]\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|LOCK TABLE|TRUNCATE)\s/
const CAST_ROWS = /\.(?:rows|query)<(?!Row>)|=\s*await [\w.()]*\.query\(|await [\w.()]*\.query\([^\n]*\)\)\.rows/

const TYPE_IMPORT = /\b(?:import|export) type [^'"]*? from ['"][^'"]+['"]/g
const FORBIDDEN_NAMES = /^(utils?|helpers?|misc|common)(\.|$)/

const problems = []

const filesBelow = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    // Next.js builds of the benchmark.
    if (name === '.next') return []
    if (FORBIDDEN_NAMES.test(name) && file.startsWith(path.join(root, 'src')))
      problems.push(`${path.relative(root, file)}: say what is in it instead of "${name}"`)
    return statSync(file).isDirectory() ? filesBelow(file) : [file]
  })

const inSource = filesBelow(path.join(root, 'src'))
const source = inSource.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('payload-types.ts'))

for (const file of source) {
  const relative = path.relative(root, file)
  const room = relative.split(path.sep)[1]
  const isTest = /\.test\.tsx?$/.test(file)
  if (!relative.includes(`src${path.sep}`) || !(room in MAY_IMPORT)) {
    problems.push(`${relative}: src has no room "${room}" (docs/decisions/ says why there are these)`)
    continue
  }
  const text = readFileSync(file, 'utf8')
  const values = importsOf(text.replace(TYPE_IMPORT, ''))
  for (const specifier of importsOf(text)) {
    const target = roomOf(specifier, file)
    const allowed = [...MAY_IMPORT[room], ...(values.includes(specifier) ? [] : (MAY_IMPORT_TYPES[room] ?? []))]
    if (target && target !== room && !allowed.includes(target) && !isTest && !ALLOWED.has(relative)) {
      const hint = MAY_IMPORT_TYPES[room]?.includes(target) ? ' anything but types' : ''
      problems.push(`${relative}: ${room} may not import${hint} from ${target} (${specifier})`)
    }
    if (target || isTest) continue
    for (const { name, notIn, onlyIn } of PACKAGES) {
      if (!name.test(specifier)) continue
      if (notIn?.includes(room) || (onlyIn && !onlyIn.includes(room)))
        problems.push(`${relative}: ${room} may not use ${specifier}`)
    }
  }
  if (room !== 'config' && !isTest && /process\.env\b/.test(text))
    problems.push(`${relative}: only src/config reads process.env`)
  if (/\bas any\b|@ts-ignore|@ts-nocheck|eslint-disable/.test(text))
    problems.push(`${relative}: a check is switched off`)
  if (/\b(TODO|FIXME|XXX)\b/.test(text)) problems.push(`${relative}: something is left for later`)
  if (!['db', 'migrations'].includes(room) && !isTest && SQL.test(text))
    problems.push(`${relative}: a statement outside src/db`)
  if (CAST_ROWS.test(text) && relative !== 'src/db/sql.ts')
    problems.push(`${relative}: rows of a statement that does not say its columns (src/db/statement.ts)`)
  if (!isTest && BUDGET[room]) checkLength(relative, text, BUDGET[room])
}

function checkLength(relative, text, budget) {
  const lines = text.split('\n').length
  if (lines > budget && !LONG.has(relative)) problems.push(`${relative}: ${lines} lines, there is room for ${budget}`)
  if (lines <= budget && LONG.has(relative)) problems.push(`${relative}: not long any more, take it off the list`)
}

function importsOf(text) {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, specifier]) => specifier)
}

function roomOf(specifier, file) {
  // Row types generated from the collections may be imported everywhere except in the domain.
  if (specifier === '@/payload-types' && !file.includes(`${path.sep}domain${path.sep}`)) return null
  if (specifier.startsWith('@/')) return specifier.split('/')[1]
  if (!specifier.startsWith('.')) return null
  const target = path.relative(path.join(root, 'src'), path.resolve(path.dirname(file), specifier))
  return target.startsWith('..') ? null : target.split(path.sep)[0]
}

const beside = ['tests', 'bench', 'scripts'].flatMap((folder) => filesBelow(path.join(root, folder)))
for (const file of [...inSource, ...beside]) {
  const relative = path.relative(root, file)
  if (!/\.(tsx?|mjs|scss)$/.test(file) || AS_IT_IS.test(relative)) continue
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (line.length > COLUMNS && !UNBREAKABLE.test(line))
        problems.push(`${relative}:${index + 1}: ${line.length} columns`)
    })
}

const tests = beside.filter((file) => /\.(tsx?|mjs)$/.test(file))
for (const file of tests) {
  const relative = path.relative(root, file)
  const text = readFileSync(file, 'utf8')
  if (relative.startsWith('tests')) {
    if (/\.test\.tsx?$/.test(file)) checkLength(relative, text, TEST_BUDGET)
    if (/\b(it|test|describe)\.(skip|only|todo)\b/.test(text))
      problems.push(`${relative}: a test is skipped or focused`)
    if (/toBeDefined\(\)|expect\(true\)/.test(text)) problems.push(`${relative}: an assertion that can’t fail`)
    if (/\bvi\.mock\(/.test(text)) problems.push(`${relative}: a mock of our own code`)
  }
}

for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? `${source.length} files, all where they belong` : `${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
