// Writes docs/access.md from the access table and the route definitions: `npm run docs:access`. With --check it only
// compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { exampleCaller } from '@/domain/access/decide'
import { PRINCIPALS, type Rule } from '@/domain/access/rules'
import { ACCESS, type GovernedCollection, rulesOf } from '@/domain/access/table'
import { VIEWS } from '@/domain/access/views'
import { COLUMNS, mayExport } from '@/domain/exports/columns'
import { routes } from '@/endpoints'
import { OPEN } from '@/endpoints/http/guardEndpoints'

const FILE = 'docs/access.md'
const MARKS = { notDeleted: 'not deleted', self: 'own', own: 'own' } as const

const cell = (value: boolean | keyof typeof MARKS | undefined): string =>
  value === true ? 'yes' : value ? MARKS[value] : '–'
const row = (name: string, cells: string[]): string => `| ${[name, ...cells].join(' | ')} |`
const head = (...names: string[]): string[] => [
  row(names[0] ?? '', [...names.slice(1), ...PRINCIPALS]),
  `|${' --- |'.repeat(names.length + PRINCIPALS.length)}`,
]
const ofRule = (rule: Rule): string[] => PRINCIPALS.map((who) => cell(rule[who]))

const collections = Object.keys(ACCESS).flatMap((slug) => {
  const rules = rulesOf(slug as GovernedCollection)
  return (['read', 'create', 'update', 'delete'] as const).map((operation) =>
    row(`\`${slug}\``, [operation, ...ofRule(rules[operation])]),
  )
})
const fields = Object.keys(ACCESS).flatMap((slug) =>
  Object.entries(rulesOf(slug as GovernedCollection).fields).flatMap(([name, rules]) =>
    Object.entries(rules).map(([operation, rule]) => row(`\`${slug}.${name}\``, [operation, ...ofRule(rule)])),
  ),
)
const ofRoutes = routes.map(({ method, path, allow }) =>
  row(
    `\`${method.toUpperCase()} /api${path}\``,
    PRINCIPALS.map((who) => {
      const caller = exampleCaller(who)
      return cell(allow === true || (caller !== null && allow(caller)))
    }),
  ),
)
const columns = COLUMNS.map((column) =>
  row(
    `\`${column}\``,
    PRINCIPALS.map((who) => {
      const caller = exampleCaller(who)
      return cell(caller !== null && mayExport(caller, column))
    }),
  ),
)

const open = [...OPEN].map(
  (name) => `- \`${name.replace(' ', ' /api').replace(/^\w+/, (method) => method.toUpperCase())}\``,
)

const text = `# Who may do what

Printed by \`npm run docs:access\` from src/domain/access/table.ts and the routes; a check keeps it fresh and a
test tries every cell over HTTP.

Administrators do everything. Coordinators plan the schedule, look after participants, attendance and exports, and have
no say over users, keys and the audit log. Viewers read, without phones and comments. Keys of programs read the
schedule; with the scope \`booking\` they also find and book people. Volunteers use the bot and have no door here.

A refusal is 401 for the anonymous and 403 for everybody else. What a caller may not read is null, can't be filtered or
sorted by, and does not come with a related record. What a caller may not write is left out of the body.

## Collections

${[...head('collection', 'operation'), ...collections].join('\n')}

\`not deleted\`: deleted events are gone from every list. \`own\`: one's own account; the bookings that this key made.

## Fields

A field that is not named here is open as its collection is; the table names those, too.

${[...head('field', 'operation'), ...fields].join('\n')}

## Routes

${[...head('route'), ...ofRoutes].join('\n')}

## Columns of an export

${[...head('column'), ...columns].join('\n')}

## Pages of the panel

The pages of a collection follow its \`read\`, the form of a new record its \`create\`.

${[...head('page'), ...Object.entries(VIEWS).map(([path, rule]) => row(`\`${path}\``, ofRule(rule)))].join('\n')}

## Without signing in

${open.join('\n')}
`

if (!process.argv.includes('--check')) writeFileSync(FILE, text)
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error(`${FILE} is not what the table says: run npm run docs:access and commit it`)
  process.exitCode = 1
}
