import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { env } from '@/config/env'
import { rewriteErased } from '@/operations/personal-data/rewriteErased'
import { startApp, type App, type Client } from '../../helpers/app'
import { urlOf } from '../../helpers/global-setup'

const NOW = new Date('2026-12-01T09:00:00Z')
let app: App
let admin: Client
let folder: string
let adminUrl: string
/** The folder of this database, below `base`. */
let own: string
beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  const { rows } = await app.pool.query<{ name: string }>('SELECT current_database() AS name')
  adminUrl = urlOf(inject('adminUrl'), rows[0]?.name ?? '')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const { rows: found } = await client.query<{ folder: string; pid: number; own: string }>(
    `SELECT current_setting('data_directory') AS folder, pg_backend_pid() AS pid, d.oid::text AS own
       FROM pg_database d WHERE d.datname = current_database()`,
  )
  own = found[0]?.own ?? ''
  // Every process of the server works in its folder, by whatever name it was given.
  const at = `/proc/${found[0]?.pid}/cwd`
  folder = existsSync(at) ? realpathSync(at) : (found[0]?.folder ?? '')
  await client.end()
})
afterAll(() => app.close())

/** Which of these words stand in the files of the database: tables, indexes, notes of the planner, the log. */
const foundIn = (words: readonly string[]): string[] => {
  const wanted = new Set(words)
  const found = new Set<string>()
  for (const file of filesIn(folder)) {
    const text = unlessGone(() => readFileSync(file, 'latin1')) ?? ''
    for (const [word] of text.matchAll(WORD)) if (wanted.has(word)) found.add(word)
  }
  return [...found]
}

const WORD = /Zq[0-9a-f]{12}/g

/** Without the files of other databases, which belong to other tests and hold none of these words. */
const filesIn = (at: string): string[] =>
  (unlessGone(() => readdirSync(at, { withFileTypes: true })) ?? []).flatMap((entry) => {
    const name = path.join(at, entry.name)
    if (entry.isDirectory()) return path.basename(at) === 'base' && entry.name !== own ? [] : filesIn(name)
    return entry.isFile() ? [name] : []
  })

/** Other tests make and drop their databases beside this one. */
const unlessGone = <Value>(read: () => Value): Value | null => {
  try {
    return read()
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}

test('a hundred erased people are gone from the files of the database, and those who stay are there', async () => {
  const word = (): string => `Zq${randomBytes(6).toString('hex')}`
  const people = Array.from({ length: 110 }, () => ({ lastName: word(), comment: word() }))
  const ids: string[] = []
  for (const { lastName, comment } of people) {
    const { body } = await admin.post<{ doc: { id: string } }>('/visitors', {
      lastName,
      firstName: 'Ефим',
      comment,
      allowDuplicate: true,
    })
    ids.push(body.doc.id)
  }
  await app.pool.query('ANALYZE visitors; ANALYZE audit_log')
  const [erased, stay] = [people.slice(0, 100), people.slice(100)]
  const wordsOf = (some: typeof people): string[] => some.flatMap(({ lastName, comment }) => [lastName, comment])
  for (const id of ids.slice(0, 100))
    expect((await admin.post(`/visitors/${id}/erase`, { confirm: true })).status).toBe(200)
  expect(foundIn(wordsOf(erased)).length).toBeGreaterThan(0)

  const rewriting = { url: env().databaseUrl ?? '', adminUrl, now: NOW }
  expect(await rewriteErased(app.payload, rewriting)).toBe(true)
  expect(foundIn(wordsOf(erased))).toEqual([])
  expect(foundIn(wordsOf(stay)).length).toBe(20)
  expect(await rewriteErased(app.payload, rewriting)).toBe(false)
})

test('waits for nobody who works for longer than a moment, and is done later', async () => {
  const later = new Date(NOW.getTime() + 3_600_000)
  app.setNow(later)
  const { body } = await admin.post<{ doc: { id: string } }>('/visitors', { lastName: 'Уходящий', firstName: 'Ян' })
  await admin.post(`/visitors/${body.doc.id}/erase`, { confirm: true })
  const busy = await app.pool.connect()
  await busy.query('BEGIN')
  await busy.query('SELECT 1 FROM visitors LIMIT 1')
  const rewriting = rewriteErased(app.payload, { url: env().databaseUrl ?? '', adminUrl: null, now: later })
  // The waiting lock lets others in again each time that it gives up.
  const began = performance.now()
  expect((await admin.get('/visitors?limit=1')).status).toBe(200)
  expect(performance.now() - began).toBeLessThan(10_000)
  await busy.query('COMMIT')
  busy.release()
  expect(await rewriting).toBe(true)
})
