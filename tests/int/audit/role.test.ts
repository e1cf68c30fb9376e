import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { checkServer } from '@/db/checkServer'
import { migrate } from '@/db/migrate'
import { rewriteTables } from '@/db/rewriting'
import { grantTo, mayChangeLog } from '@/db/rights'
import { dbOn } from '@/db/sql'
import { migrations } from '@/migrations'
import { applyRetention } from '@/operations/personal-data/retain'
import { sweep } from '@/operations/housekeeping/sweep'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { startApp, type App } from '../../helpers/app'
import { urlOf } from '../../helpers/global-setup'

const ROLE = `writer_${process.pid}`
let app: App
let writer: string

/** The role as the runbook has it made. */
const creation = async (): Promise<string> => {
  const runbook = await readFile('docs/runbook.md', 'utf8')
  const sql = /^CREATE ROLE pristan_writer .*$/m.exec(runbook)?.[0] ?? ''
  return sql.replaceAll('pristan_writer', ROLE)
}

beforeAll(async () => {
  app = await startApp({
    now: '2026-12-01T09:00:00Z',
    connectAs: async (url) => {
      const superuser = new pg.Client({ connectionString: urlOf(inject('adminUrl'), new URL(url).pathname.slice(1)) })
      await superuser.connect()
      await superuser.query(await creation())
      await superuser.end()
      const owner = new pg.Client({ connectionString: url })
      await owner.connect()
      await grantTo(owner, ROLE)
      await owner.end()
      const address = new URL(url)
      address.username = ROLE
      address.password = 'a-long-password'
      return (writer = address.toString())
    },
  })
})
afterAll(() => app.close())

test('a role that can only add to the log runs the product', async () => {
  const [admin, staff] = [await app.as('administrator'), await app.as('coordinator')]
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-01', '2026-12-02'],
    capacity: 10,
    lines: [{ service: await makeService(app.pool), startTime: '10:00', endTime: '18:00', capacity: 10 }],
  })
  const line = {
    service: await makeService(app.pool),
    startTime: '13:00',
    endTime: '14:00',
    capacity: 5,
    bookingWindow: { value: 60, unit: 'days' },
  }
  const event = await admin.post('/events', {
    title: 'Баня',
    place: await makePlace(app.pool),
    type: 'oneOff',
    date: '2026-12-05',
    startTime: '12:00',
    endTime: '20:00',
    capacity: 5,
    services: [line],
  })
  const visitor = await staff.post<{ doc: { id: string } }>(
    '/visitors',
    { lastName: 'Ролев', firstName: 'Иван', status: 'registered' },
    { 'idempotency-key': 'role' },
  )
  const booked = await staff.post<{ participants: { id: string }[] }>('/bookings', {
    visitor: visitor.body.doc.id,
    occurrences: [made.occurrences[0]?.[0], made.occurrences[1]?.[0]],
  })
  const marked = await staff.post<{ updated: string[] }>('/participants/status', {
    ids: [booked.body.participants[0]?.id],
    status: 'attended',
  })
  const cancelled = await staff.post(`/participants/${booked.body.participants[1]?.id}/cancel`)
  const exported = await staff.get('/exports/participants?format=xlsx')
  const erased = await admin.post(`/visitors/${visitor.body.doc.id}/erase`, { confirm: true })
  expect([event, visitor, booked, marked, cancelled, exported, erased].map(({ status }) => status)).toEqual([
    201, 201, 201, 200, 200, 200, 200,
  ])
  expect(marked.body.updated).toHaveLength(1)
  await sweep(app.payload, new Date('2026-12-20T00:00:00Z'))
  expect(await applyRetention(app.payload, new Date('2026-12-20T00:00:00Z'))).toBe(0)
})

test('that role starts what is up to date, and leaves a new version to the owner in one sentence', async () => {
  await expect(checkServer(writer)).resolves.toMatch(/^\d/)
  const payload = () => Promise.resolve(app.payload)
  await expect(migrate(writer, { payload })).resolves.toEqual([])
  const next = {
    name: '29991231_000000_next',
    up: () => Promise.reject(new Error('must not run')),
    down: () => Promise.resolve(),
  }
  await expect(migrate(writer, { payload, known: [...migrations, next] })).rejects.toThrow(
    'run "npm run migrate" as the owner of the tables first',
  )
})

test('that role is refused by the database itself, trigger or no trigger', async () => {
  const superuser = new pg.Client({ connectionString: urlOf(inject('adminUrl'), new URL(writer).pathname.slice(1)) })
  await superuser.connect()
  await superuser.query('ALTER TABLE audit_log DISABLE TRIGGER ALL')
  await superuser.end()
  const client = new pg.Client({ connectionString: writer })
  await client.connect()
  for (const statement of [
    `UPDATE audit_log SET action = 'x'`,
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
    'ALTER TABLE audit_log ENABLE TRIGGER ALL',
    'DROP TABLE audit_log',
    'DELETE FROM erasures',
  ]) {
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
  }
  expect(await mayChangeLog(dbOn(client))).toBe(false)
  expect(await mayChangeLog(dbOn(app.pool))).toBe(true)
  await client.end()
})

test('rights that somebody gave or took are put right, and stay as they are otherwise', async () => {
  const owner = new pg.Client({ connectionString: urlOf(inject('serverUrl'), new URL(writer).pathname.slice(1)) })
  await owner.connect()
  await owner.query(`GRANT DELETE, TRUNCATE ON audit_log TO ${ROLE}; REVOKE INSERT ON places FROM ${ROLE};
    CREATE TABLE of_a_new_version (n int)`)
  await grantTo(owner, ROLE)
  const { rows } = await owner.query<{ name: string; rights: string }>(
    `SELECT table_name AS name, string_agg(privilege_type, ',' ORDER BY privilege_type) AS rights
       FROM information_schema.role_table_grants
      WHERE grantee = $1 AND table_name IN ('audit_log', 'places', 'of_a_new_version') GROUP BY 1 ORDER BY 1`,
    [ROLE],
  )
  const everything = 'DELETE,INSERT,SELECT,UPDATE'
  expect(rows).toEqual([
    { name: 'audit_log', rights: 'INSERT,SELECT' },
    { name: 'of_a_new_version', rights: everything },
    { name: 'places', rights: everything },
  ])
  const changed = async () =>
    (await owner.query<{ at: string }>(`SELECT xmin::text AS at FROM pg_class WHERE relname = 'places'`)).rows
  const before = await changed()
  await grantTo(owner, ROLE)
  expect(await changed()).toEqual(before)
  await owner.query('DROP TABLE of_a_new_version')
  await owner.end()
})

test('tables that this role can not write anew are not passed over in silence', async () => {
  await expect(rewriteTables(writer, ['places'])).rejects.toThrow('Not every table could be written anew')
})
