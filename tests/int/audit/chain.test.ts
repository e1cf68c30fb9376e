import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { env } from '@/config/env'
import { HASHED } from '@/db/audit-chain'
import { breakHead } from '@/machine/logHead'
import { keepChaining, verify } from '@/jobs/chainLog'
import { chainLog } from '@/operations/audit/chainLog'
import { acceptLog, verifyLog, type Verified } from '@/operations/audit/verifyLog'
import { startApp, type App, type Client } from '../../helpers/app'
import { urlOf } from '../../helpers/global-setup'

const NOW = new Date('2026-12-01T09:00:00Z')
let app: App
let superuser: pg.Client
let admin: Client
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)
const where = (now: Date) => ({ ledger: env().erasureLedger, now })
const chain = (now = NOW): Promise<number> => chainLog(app.payload, where(now))
const look = (now = NOW): Promise<Verified> => verifyLog(app.payload, where(now))
const headFile = (): string => path.join(path.dirname(env().erasureLedger), 'audit-head.json')
const write = async (time = NOW, query: pg.Pool | pg.Client = app.pool): Promise<string> => {
  const id = randomUUID()
  await query.query(
    `INSERT INTO audit_log (id, at, action, subject, subject_id, changes)
     VALUES ($1, $2, 'place.created', 'places', $3, '{"name": "Баня", "n": 1.50}')`,
    [id, time.toISOString(), randomUUID()],
  )
  return id
}
/** As somebody who owns the tables and switches the guards off. */
const forge = async (statement: string, values: unknown[] = []): Promise<void> => {
  await superuser.query(`SET session_replication_role = replica`)
  await superuser.query(statement, values)
  await superuser.query('RESET session_replication_role')
}

beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  const { rows } = await app.pool.query<{ name: string }>('SELECT current_database() AS name')
  superuser = new pg.Client({ connectionString: urlOf(inject('adminUrl'), rows[0]?.name ?? '') })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await app.close()
})

/** A log of ten entries that is whole. */
let ids: string[]
beforeEach(async () => {
  await forge('TRUNCATE audit_log, audit_chain')
  rmSync(headFile(), { force: true })
  ids = []
  for (let minute = 0; minute < 10; minute += 1) ids.push(await write(at(minute / 10)))
  expect(await chain()).toBe(10)
})

test('a log that nobody touched is whole, and its end is remembered outside of the database', async () => {
  expect(await chain()).toBe(0)
  expect(await look()).toMatchObject({ fault: null, waiting: 0, head: 'equal', upTo: { position: '10' } })
  expect(statSync(headFile()).mode & 0o777).toBe(0o600)
  await write()
  expect(await look()).toMatchObject({ fault: null, waiting: 1, upTo: { position: '10' } })
  expect(await chain(at(1))).toBe(1)
  expect(await look()).toMatchObject({ fault: null, waiting: 0, upTo: { position: '11' } })
})

test('every column of the log is in the hash', async () => {
  const { rows } = await app.pool.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'audit_log'`,
  )
  expect(rows.map(({ name }) => name).sort()).toEqual([...HASHED, 'at', 'written'].sort())
})

test.each([
  ['an action', `UPDATE audit_log SET action = 'place.deleted' WHERE id = $1`],
  ['who did it', `UPDATE audit_log SET actor_id = 'somebody' WHERE id = $1`],
  ['a millisecond', `UPDATE audit_log SET at = at + interval '1 millisecond' WHERE id = $1`],
  ['a digit', `UPDATE audit_log SET changes = '{"name": "Баня", "n": 1.5}' WHERE id = $1`],
])('a changed row is found: %s', async (_, statement) => {
  await forge(statement, [ids[3]])
  expect((await look()).fault).toEqual({ kind: 'changed', position: '4', entry: ids[3] })
  // What is whole before it is said.
  expect((await look()).upTo?.position).toBe('3')
})

test('a deleted row is found, with its link and without', async () => {
  await forge('DELETE FROM audit_log WHERE id = $1', [ids[5]])
  expect((await look()).fault).toEqual({ kind: 'deleted', position: '6', entry: ids[5] })
  await forge('DELETE FROM audit_chain WHERE entry = $1', [ids[5]])
  expect((await look()).fault).toEqual({ kind: 'gap', position: '6' })
})

test('a row put between is found: as an old transaction, as one of before the chain, and as a new one of an old time', async () => {
  for (const written of ['1', 'NULL']) {
    const id = await write(at(0.25))
    await forge(`UPDATE audit_log SET written = ${written} WHERE id = $1`, [id])
    await chain(at(1))
    expect((await look()).fault).toEqual({ kind: 'inserted', entry: id })
    await forge('DELETE FROM audit_log WHERE id = $1', [id])
  }
  expect((await look()).fault).toBeNull()
  await chain(at(60))
  const late = await write(at(0.25))
  await write(at(60))
  await chain(at(61))
  expect((await look()).fault).toBeNull()
  const muchLater = await write(at(0.25))
  await chain(at(62))
  expect([late, muchLater]).toHaveLength(2)
  expect((await look()).fault).toMatchObject({ kind: 'backdated', entry: muchLater })
})

test('a cut end is found, and stays found when the log goes on', async () => {
  await forge('DELETE FROM audit_log WHERE id = ANY ($1)', [ids.slice(7)])
  await forge('DELETE FROM audit_chain WHERE position > 7')
  expect((await look()).fault).toEqual({ kind: 'cut', position: '10' })
  for (let time = 0; time < 3; time += 1) await write(at(1))
  await chain(at(1))
  expect((await look()).fault).toEqual({ kind: 'rewritten', position: '10' })
  await write(at(2))
  await chain(at(2))
  expect((await look()).fault).toEqual({ kind: 'rewritten', position: '10' })
  // Whoever looked into it goes on from here; the old end is kept.
  await acceptLog(app.payload, where(at(3)))
  expect(await look()).toMatchObject({ fault: null, broken: { why: 'accepted', from: { position: '10' } } })
})

test('a chain made anew after a change is found by the end that is remembered', async () => {
  await forge(`UPDATE audit_log SET action = 'place.deleted' WHERE id = $1`, [ids[3]])
  await forge('TRUNCATE audit_chain')
  await chain(at(1))
  expect((await look()).fault).toEqual({ kind: 'rewritten', position: '10' })
  rmSync(headFile())
  expect(await look()).toMatchObject({ fault: null, head: 'none' })
  writeFileSync(headFile(), '{"head"')
  await expect(look()).rejects.toThrow('is damaged')
})

test('after restoring an older backup the log is whole up to there, and says what was lost', async () => {
  await forge('DELETE FROM audit_log WHERE id = ANY ($1)', [ids.slice(7)])
  await forge('DELETE FROM audit_chain WHERE position > 7')
  const { rows } = await superuser.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM audit_chain WHERE position = 7`,
  )
  const to = { position: '7', hash: rows[0]?.hash ?? '', at: NOW.toISOString() }
  breakHead(env().erasureLedger, { at: at(5), why: 'restored', to })
  // Another server counts transactions anew: new entries have smaller numbers than old ones.
  await forge(`UPDATE audit_chain SET cluster = 1; UPDATE audit_log SET written = written + 1000000`)
  await write(at(6))
  expect(await look()).toMatchObject({ fault: null, waiting: 1 })
  await chain(at(6))
  await write(at(7))
  await chain(at(7))
  expect(await look()).toMatchObject({
    fault: null,
    waiting: 0,
    upTo: { position: '9' },
    broken: { why: 'restored', from: { position: '10' } },
  })
})

test('erasing a person leaves the chain whole: what goes is the key', async () => {
  const { body } = await admin.post<{ doc: { id: string } }>('/visitors', {
    lastName: 'Цепной',
    firstName: 'Лука',
    status: 'registered',
  })
  await admin.patch(`/visitors/${body.doc.id}`, { birthYear: 1950 })
  await chain(at(1))
  expect((await admin.post(`/visitors/${body.doc.id}/erase`, { confirm: true })).status).toBe(200)
  await chain(at(2))
  expect(await look()).toMatchObject({ fault: null, waiting: 0 })
})

test('an entry of a long transaction is chained when it is committed, and others do not wait for it', async () => {
  const long = new pg.Client({ connectionString: env().databaseUrl })
  await long.connect()
  await long.query('BEGIN')
  const old = await write(at(1), long)
  const later = [await write(at(2)), await write(at(3))]
  expect(await chain(at(3))).toBe(2)
  expect((await look()).fault).toBeNull()
  await long.query('ROLLBACK; BEGIN')
  const kept = await write(at(3), long)
  later.push(await write(at(4)))
  expect(await chain(at(4))).toBe(1)
  await long.query('COMMIT')
  await long.end()
  expect(await chain(at(5))).toBe(1)
  const { rows } = await app.pool.query<{ entry: string }>('SELECT entry FROM audit_chain WHERE position > 10')
  expect(rows.map(({ entry }) => entry).sort()).toEqual([...later, kept].sort())
  expect(rows.map(({ entry }) => entry)).not.toContain(old)
  expect(await look()).toMatchObject({ fault: null, waiting: 0 })
})

test('two workers make one chain while people work, and it is at most ten seconds behind', async () => {
  const stop = new AbortController()
  const workers = [0, 1].map(() => keepChaining(app.payload, stop.signal, 20))
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let time = 0; time < 25; time += 1) await write()
    }),
  )
  const behind = async () => (await look()).waiting
  await expect.poll(behind, { timeout: 10_000 }).toBe(0)
  stop.abort()
  await Promise.all(workers)
  expect(await look()).toMatchObject({ fault: null, head: 'equal', upTo: { position: '210' } })
})

test('a worker that is killed between the database and its file is no fault, nor is one in the middle', async () => {
  const before = readFileSync(headFile(), 'utf8')
  for (let time = 0; time < 3; time += 1) await write(at(1))
  await chain(at(1))
  // As if it had died before it wrote the file.
  writeFileSync(headFile(), before)
  expect(await look()).toMatchObject({ fault: null, upTo: { position: '13' } })
  const blocked = new pg.Client({ connectionString: urlOf(inject('adminUrl'), superuser.database ?? '') })
  await blocked.connect()
  await blocked.query('BEGIN; LOCK TABLE audit_chain IN EXCLUSIVE MODE')
  await write(at(2))
  const pass = chain(at(2)).catch(() => 'killed')
  const waiting = async () =>
    (
      await superuser.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO audit_chain%'
            AND datname = current_database() AND pid <> pg_backend_pid()`,
      )
    ).rows[0]?.pid
  await expect.poll(waiting).toBeGreaterThan(0)
  await superuser.query('SELECT pg_terminate_backend($1)', [await waiting()])
  expect(await pass).toBe('killed')
  await blocked.end()
  await expect.poll(() => chain(at(3)).catch(() => 0)).toBe(1)
  expect(await look()).toMatchObject({ fault: null, waiting: 0, head: 'equal', upTo: { position: '14' } })
  expect(existsSync(headFile())).toBe(true)
  await sleep(0)
})

test('a fault is in the metrics until the log is whole again or accepted', async () => {
  const metric = async () => {
    await verify.run(app.payload, at(1))
    const response = await admin.get<string>('/metrics')
    return /^pristan_log_changed (\d)$/m.exec(String(response.body))?.[1]
  }
  expect(await metric()).toBe('0')
  await forge(`UPDATE audit_log SET action = 'place.deleted' WHERE id = $1`, [ids[3]])
  expect(await metric()).toBe('1')
  await forge(`UPDATE audit_log SET action = 'place.created' WHERE id = $1`, [ids[3]])
  expect(await metric()).toBe('0')
})
