import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { stepsOn } from '@/db/gradual'
import { migrate, type Migration } from '@/db/migrate'
import { migrations } from '@/migrations'
import { startApp, type App } from '../../helpers/app'

let app: App
let url: string
let client: pg.Client
beforeAll(async () => {
  app = await startApp()
  url = app.pool.options.connectionString ?? ''
  client = new pg.Client({ connectionString: url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await app.close()
})
beforeEach(async () => {
  await app.pool.query('DROP TABLE IF EXISTS things')
  await app.pool.query(
    'CREATE TABLE things AS SELECT gen_random_uuid() AS id, n, NULL::int AS half FROM generate_series(1, 2500) n',
  )
})

const one = async <Value>(text: string): Promise<Value> =>
  (await app.pool.query<{ value: Value }>(text)).rows[0]?.value as Value

test('a step that waits for somebody’s long query holds nobody else up behind it', async () => {
  const [reader, writer] = [await app.pool.connect(), await app.pool.connect()]
  await reader.query('BEGIN')
  await reader.query('SELECT * FROM things LIMIT 1')
  let done = false
  const altered = stepsOn(client)
    .briefly('ALTER TABLE things ADD COLUMN IF NOT EXISTS colour text')
    .then(() => (done = true))
  const waits: number[] = []
  for (let time = 0; time < 20; time += 1) {
    const startedAt = Date.now()
    await writer.query('UPDATE things SET n = n WHERE n = 1')
    waits.push(Date.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(done).toBe(false)
  await reader.query('COMMIT')
  await altered
  reader.release()
  writer.release()
  // Without the short lock timeout the first writer would have waited until the reader was done.
  expect(Math.max(...waits)).toBeLessThan(5_000)
  expect(await one('SELECT count(*)::int AS value FROM things WHERE colour IS NULL')).toBe(2500)
})

test('an index that was broken off is made anew, and one that is there is left alone', async () => {
  const { index } = stepsOn(client)
  await app.pool.query('INSERT INTO things VALUES (gen_random_uuid(), 1, NULL)')
  await expect(index('things_n', 'things (n)', 'UNIQUE INDEX')).rejects.toThrow()
  expect(await one(`SELECT indisvalid AS value FROM pg_index WHERE indexrelid = 'things_n'::regclass`)).toBe(false)
  await app.pool.query('DELETE FROM things WHERE ctid IN (SELECT max(ctid) FROM things WHERE n = 1)')
  await index('things_n', 'things (n)', 'UNIQUE INDEX')
  const made = await one(`SELECT 'things_n'::regclass::oid::int AS value`)
  await index('things_n', 'things (n)', 'UNIQUE INDEX')
  expect(await one(`SELECT indisvalid AS value FROM pg_index WHERE indexrelid = ${String(made)}`)).toBe(true)
})

test('a migration that is interrupted in its steps is not stored, and goes on where it was the next time', async () => {
  let broken = true
  const halves: Migration = {
    name: '29990101_000000_halves',
    gradually: async ({ inBatches, constraint }) => {
      await inBatches(
        `UPDATE things SET half = n / 2 WHERE id IN (SELECT id FROM things WHERE id > $1 AND half IS NULL ORDER BY id
          LIMIT 1000) RETURNING id`,
      )
      if (broken) throw new Error('killed')
      await constraint('things', 'things_half', 'CHECK (half IS NOT NULL)')
    },
    up: async () => undefined,
    down: async () => undefined,
  }
  const known = [...migrations, halves]
  const payload = async () => app.payload
  await expect(migrate(url, { payload, known })).rejects.toThrow('killed')
  expect(await one('SELECT count(*)::int AS value FROM things WHERE half IS NULL')).toBe(0)
  expect(await one(`SELECT count(*)::int AS value FROM payload_migrations WHERE name = '${halves.name}'`)).toBe(0)
  broken = false
  expect(await migrate(url, { payload, known })).toEqual([halves.name])
  expect(await one(`SELECT convalidated AS value FROM pg_constraint WHERE conname = 'things_half'`)).toBe(true)
  await expect(app.pool.query('INSERT INTO things VALUES (gen_random_uuid(), 9999, NULL)')).rejects.toMatchObject({
    code: '23514',
  })
  expect(await migrate(url, { payload, known })).toEqual([])
})
