import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { setEnvironment } from '@/config/env'
import type { Slot } from '@/domain/booking/decide'
// Imports by relative path, so that this file shares one list of statements with the sources loaded below.
import { bool, int, json, nullable, oneOf, present, text, uuid, type Columns } from '../../../src/db/rows'
import { dbOn } from '../../../src/db/sql'
import { declared, differences, statement, withText, type Statement } from '../../../src/db/statement'
import { createDatabase, type TestDatabase } from '../../helpers/database'
import { describe as described } from '../../helpers/describe'

const SOURCES = path.resolve('src/db')

let database: TestDatabase
let client: pg.Client
const ofProduct: Statement[] = []
let mayBeNull: ReadonlySet<string>
let labels: ReadonlyMap<number, string[]>

beforeAll(async () => {
  database = await createDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const names = await readdir(SOURCES, { recursive: true })
  for (const name of names.filter((name) => /(?<!\.test)\.ts$/.test(name)))
    await import(/* @vite-ignore */ path.join(SOURCES, name))
  ofProduct.push(...declared)
  const columns = await client.query<{ column: string }>(
    `SELECT attrelid || '.' || attnum AS column FROM pg_attribute WHERE attnum > 0 AND NOT attnotnull`,
  )
  mayBeNull = new Set(columns.rows.map(({ column }) => column))
  const enums = await client.query<{ type: number; labels: string[] }>(
    'SELECT enumtypid::int AS type, array_agg(enumlabel::text) AS labels FROM pg_enum GROUP BY 1',
  )
  labels = new Map(enums.rows.map((row) => [row.type, row.labels]))
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

/** Everything in which a statement and the database disagree. The statement is not run. */
const problems = async (given: Statement): Promise<string[]> => {
  try {
    const fields = await described(client, given.text)
    const found = differences(given, fields)
    for (const { name, dataTypeID, tableID, columnID } of fields) {
      const column = given.columns[name]
      if (column?.nulls === 'no' && mayBeNull.has(`${tableID}.${columnID}`)) found.push(`"${name}" may be null`)
      const unknown = (labels.get(dataTypeID) ?? []).filter(
        (label) => column?.only !== true && column?.options?.includes(label) === false,
      )
      if (unknown.length > 0) found.push(`"${name}" may be ${unknown.join(', ')}`)
    }
    return found.map((problem) => `${given.name}: ${problem}`)
  } catch (error) {
    return [`${given.name}: ${(error as Error).message}`]
  }
}

test('every statement of the product gives the columns it declares', async () => {
  const found: string[] = []
  for (const given of ofProduct) found.push(...(await problems(given)))
  expect(found).toEqual([])
  expect(ofProduct.length).toBeGreaterThan(250)
})

test('every statement has a name of its own', () => {
  const names = ofProduct.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

const DIFFERENT: [string, Columns, string, string[]][] = [
  ['a renamed column', { seats: int }, 'capacity FROM services', ['"seats" is missing', '"capacity" is not expected']],
  ['a forgotten column', { id: uuid, capacity: int }, 'id FROM services', ['"capacity" is missing']],
  ['another type', { title: int }, 'title FROM services', ['"title" has the type 1043']],
  ['a column twice', { id: uuid }, 's.id, e.id FROM services s, events e', ['"id" comes twice']],
  ['a null', { phone: text }, 'phone FROM visitors', ['"phone" may be null']],
  ['an unknown label', { status: oneOf('new') }, 'status FROM visitors', ['"status" may be registered']],
  ['a column that is no more', { seats: int }, 'seats FROM services', ['column "seats" does not exist']],
]

test.each(DIFFERENT)('%s is found without running the statement', async (_, columns, select, expected) => {
  const found = await problems(statement('probe', `SELECT ${select}`, columns))
  expect(found).toEqual(expected.map((problem) => `probe: ${problem}`))
})

test('a null that the statement leaves out, or that the code expects, is none too many', async () => {
  const columns = { phone: present(text), comment: nullable(text) }
  const given = statement('probe', 'SELECT phone, comment FROM visitors WHERE phone IS NOT NULL', columns)
  expect(await problems(given)).toEqual([])
})

test('a statement whose columns have changed gives no rows at all', async () => {
  const slots = ofProduct.find(({ name }) => name === 'person-and-slots')
  if (!slots) throw new Error('There is no statement person-and-slots')
  const values = [[randomUUID()], randomUUID(), new Date()]
  const renamed = withText(slots, slots.text.replace('o.capacity,', 'o.capacity AS seats,'))
  await expect(dbOn(client).rows(renamed, values)).rejects.toThrow(
    'Columns of the statement person-and-slots: "capacity" is missing, "seats" is not expected',
  )
})

const WRONG: [string, Columns, string][] = [
  ['null', { value: text }, 'NULL::text'],
  ['a text of no list', { value: oneOf('open', 'solved') }, `'closed'`],
  ['a JSON without a key', { value: json(z.object({ id: z.string() })) }, `'{"key": "1"}'::jsonb`],
  ['null in a JSON', { value: json(z.array(z.int())) }, `'[1, null]'::jsonb`],
]

test.each(WRONG)('%s is found in any row, as long as the tests run', async (_, columns, value) => {
  const rows = () => dbOn(client).rows(statement('probe', `SELECT ${value} AS value`, columns))
  await expect(rows()).rejects.toThrow('Rows of the statement probe: "value" not as declared')
  setEnvironment({ CHECK_ROWS: 'columns' })
  try {
    await expect(rows()).resolves.toHaveLength(1)
  } finally {
    setEnvironment({ CHECK_ROWS: 'all' })
  }
})

test('statements sent together are compared too', async () => {
  const known = statement('probe', 'SELECT true AS value', { value: bool })
  const renamed = statement('probe', 'SELECT true AS answer', { value: bool })
  const call = (given: Statement) => ({ statement: given, values: [] })
  await expect(dbOn(client).together([call(known), call(known)])).resolves.toEqual([
    [{ value: true }],
    [{ value: true }],
  ])
  await expect(dbOn(client).together([call(known), call(renamed)])).rejects.toThrow('"value" is missing')
})

test('a rule that needs a column nobody selects does not compile', async () => {
  const given = statement('probe', 'SELECT 3 AS capacity', { capacity: int })
  // @ts-expect-error: its rows have no "taken"
  const slots: Pick<Slot, 'capacity' | 'taken'>[] = await dbOn(client).rows(given)
  expect(slots).toEqual([{ capacity: 3 }])
})
