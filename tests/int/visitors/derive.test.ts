import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { reading, transaction } from '@/db/sql'
import { writeSearchKeys } from '@/db/visitors'
import type { Caller } from '@/domain/access/caller'
import { DERIVATIONS, type Derivations } from '@/domain/search/derivations'
import { deriveSearchKeys, deriveUnknownSearchKeys } from '@/operations/visitors/deriveSearchKeys'
import { findDuplicates } from '@/operations/visitors/findDuplicates'
import { searchVisitors } from '@/operations/visitors/search'
import { personAt, type Person } from '@/seed/names/persons'
import { startApp, type App } from '../../helpers/app'
import { compiledEntry } from '../../helpers/compiledEntry'
import { LATER, NEXT } from './otherKeys'

const PEOPLE = 120
const NOW = new Date('2026-12-01T09:00:00Z')
const HOUR = 3_600_000
const CALLER: Caller = {
  kind: 'users',
  id: '0198a000-0000-7000-8000-000000000001',
  role: 'administrator',
  via: 'panel',
}
const later = (ms: number): Date => new Date(NOW.getTime() + ms)

let app: App
let people: (Person & { id: string })[]
beforeAll(async () => {
  app = await startApp({ now: NOW })
})
afterAll(() => app.close())

/** Everybody has the keys of the current version, as the previous release left them. */
beforeEach(async () => {
  await app.pool.query('DELETE FROM visitors')
  await app.pool.query(
    `UPDATE derivations SET version = $1, previous = NULL, pass = 1, passed = NULL, finished_at = now()`,
    [DERIVATIONS.current.version],
  )
  people = []
  for (let index = 0; index < PEOPLE; index += 1) {
    const person = personAt(7, index)
    const { rows } = await app.pool.query<{ id: string }>(
      `INSERT INTO visitors (last_name, first_name, middle_name, full_name, phone, birth_year, status, search_keys)
       VALUES ($1, $2, $3, $1, $4, $5, 'new', $6) RETURNING id`,
      [
        person.lastName,
        person.firstName,
        person.middleName,
        person.phone,
        person.birthYear,
        DERIVATIONS.current.keys(person),
      ],
    )
    people.push({ ...person, id: rows[0]?.id ?? '' })
  }
})

const found = async (derivations: Derivations): Promise<unknown[]> => {
  const answers: unknown[] = []
  for (const person of people.filter((_, index) => index % 8 === 0)) {
    const { lastName, firstName, phone } = person
    for (const q of [
      `${lastName} ${firstName}`,
      `${firstName} ${lastName.slice(1)}`,
      lastName.slice(0, 4),
      phone ?? '0',
    ])
      answers.push((await searchVisitors(app.payload, { q, limit: 10, caller: CALLER }, derivations)).docs)
    answers.push(await findDuplicates(reading(app.payload), person, [], derivations))
  }
  return answers
}

const one = async <Value>(text: string): Promise<Value> =>
  (await app.pool.query<{ value: Value }>(`SELECT ${text} AS value`)).rows[0]?.value as Value
const passed = (): Promise<number> =>
  one(`(SELECT count(*)::int FROM visitors, derivations WHERE visitors.id <= derivations.passed)`)
const isFinished = (): Promise<boolean> => one('(SELECT finished_at IS NOT NULL FROM derivations)')

test(
  'searches are right before, in the middle after a kill, and afterwards; nobody is left with keys of before',
  { timeout: 120_000 },
  async () => {
    const right = await found(DERIVATIONS)
    expect(right.flat().length).toBeGreaterThan(60)
    expect(await found(NEXT)).toEqual(right)

    const deriving = spawn(
      process.execPath,
      ['scripts/run.mjs', compiledEntry('tests/int/visitors/deriving.ts'), NOW.toISOString()],
      {
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await once(deriving.stdout, 'data')
    await expect.poll(passed, { timeout: 30_000, interval: 5 }).toBeGreaterThan(30)
    deriving.kill('SIGKILL')
    await once(deriving, 'exit')
    const done = await passed()
    expect(done).toBeLessThan(PEOPLE)
    expect(await found(NEXT)).toEqual(right)
    // The previous version still runs and finds everybody too.
    expect(await found(DERIVATIONS)).toEqual(right)

    await deriveSearchKeys(app.payload, { now: NOW, derivations: NEXT, batch: 100 })
    expect(await one('(SELECT pass FROM derivations)')).toBe(2)
    // The previous version also rewrites somebody who already had new keys.
    const [early] = people.filter((_, index) => index % 8 === 0)
    const old = { id: early?.id ?? '', keys: DERIVATIONS.current.keys(early as Person), byHand: false }
    await transaction(app.payload, (db) => writeSearchKeys(db, old))
    expect(await found(NEXT)).toEqual(right)
    await deriveSearchKeys(app.payload, { now: later(HOUR - 1), derivations: NEXT })
    expect(await isFinished()).toBe(false)
    await deriveSearchKeys(app.payload, { now: later(HOUR), derivations: NEXT })
    expect(await isFinished()).toBe(true)
    expect(await found(NEXT)).toEqual(right)
    // The new keys alone are enough to find everybody now.
    expect(await found({ current: NEXT.current })).toEqual(right)
  },
)

test('a call ends in time, and the next one goes on where it was', async () => {
  await deriveSearchKeys(app.payload, { now: NOW, derivations: NEXT, forMs: 0, batch: 10 })
  expect(await passed()).toBe(10)
  await deriveSearchKeys(app.payload, { now: NOW, derivations: NEXT, forMs: 0, batch: 10 })
  expect(await passed()).toBe(20)
})

test('keys that this version does not know are made anew before anybody is served', async () => {
  const right = await found(DERIVATIONS)
  let begun = 0
  const options = { now: NOW, onBegin: () => (begun += 1) }
  await deriveUnknownSearchKeys(app.payload, { ...options, derivations: NEXT })
  expect([begun, await passed()]).toEqual([0, 0])
  await deriveUnknownSearchKeys(app.payload, { ...options, derivations: LATER })
  expect([begun, await isFinished()]).toEqual([1, true])
  expect(await found(LATER)).toEqual(right)
  await deriveUnknownSearchKeys(app.payload, { ...options, derivations: LATER })
  expect(begun).toBe(1)
})

test('somebody who is erased is left as they are', async () => {
  await app.pool.query(`UPDATE visitors SET search_keys = '{}', erased_at = now() WHERE id = $1`, [people[3]?.id])
  await deriveUnknownSearchKeys(app.payload, { now: NOW, derivations: LATER })
  expect(await one(`(SELECT count(*)::int FROM visitors WHERE search_keys = '{}')`)).toBe(1)
})
