import { afterAll, beforeAll, expect, test } from 'vitest'
import { PEOPLE_TABLES, type PeopleTable } from '@/db/people-tables'
import { createDatabase, type TestDatabase } from '../../helpers/database'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

const LISTED = Object.entries<PeopleTable>(PEOPLE_TABLES)

const columnsWhere = async (condition: string): Promise<string[]> => {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT format('%s.%s', c.relname, a.attname) AS name
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND ${condition} ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

const POINTS_AT_VISITORS = `EXISTS (
  SELECT 1 FROM pg_constraint k
   WHERE k.contype = 'f' AND k.confrelid = 'visitors'::regclass AND k.conrelid = c.oid AND a.attnum = ANY (k.conkey))`

test('the list of people tables names every foreign key to a visitor, and no other', async () => {
  expect(LISTED.flatMap(([table, { keys }]) => keys.map((key) => `${table}.${key}`)).sort()).toEqual(
    await columnsWhere(POINTS_AT_VISITORS),
  )
})

test('and every column that is called after one, whether it has a foreign key or not', async () => {
  const named = await columnsWhere(`a.attname ~ '^(visitors?|visitors?_id)$'`)
  expect(named).toContain('participants.visitor_id')
  const listed = LISTED.flatMap(([table, { keys, loose }]) => [...keys, ...loose].map((column) => `${table}.${column}`))
  expect(named.filter((column) => !listed.includes(column))).toEqual([])
})

test('a table that a later version adds without its rules is noticed', async () => {
  await database.pool.query('CREATE TABLE nicknames (who uuid REFERENCES visitors (id))')
  const keys = await columnsWhere(POINTS_AT_VISITORS)
  await database.pool.query('DROP TABLE nicknames')
  expect(keys).toContain('nicknames.who')
})

test('every column in the list is there', async () => {
  const all = await columnsWhere('true')
  const listed = LISTED.flatMap(([table, { keys, loose }]) => [...keys, ...loose].map((column) => `${table}.${column}`))
  expect(listed.filter((column) => !all.includes(column))).toEqual([])
})
