import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchVisitors } from '@/operations/visitors/search'
import { seedCatalogue, seedLarge } from '@/seed'
import { personAt } from '@/seed/names/persons'
import { LARGE_SEED, largeCard } from '@/seed/large/people'
import { type App, startApp } from '../../helpers/app'
import { brokenRules } from './digest'

const NOW = new Date('2026-11-21T09:30:00Z')
const SIZE = { events: 120, occurrences: 3_000, visitors: 4_000, participants: 25_000 }
const said: string[] = []

/** The indexes, constraints and triggers that keep wrong rows out. */
const GUARDS = `
  SELECT 'index' AS kind, indexdef AS what FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || tgenabled::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1, 2`

let app: App
let guards: unknown[]
const load = () => seedLarge(app.payload, { now: NOW, log: (line) => said.push(line), size: SIZE })

beforeAll(async () => {
  app = await startApp({ now: NOW })
  await seedCatalogue(app.payload)
  guards = (await app.pool.query(GUARDS)).rows
  await load()
}, 120_000)
afterAll(() => app.close())

test('loads exactly as many as asked for, and says how it is getting on', async () => {
  const { rows } = await app.pool.query(
    `SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int
      FROM occurrences) AS occurrences, (SELECT count(*)::int FROM visitors) AS visitors, (SELECT count(*)::int
      FROM participants) AS participants`,
  )
  expect(rows[0]).toEqual(SIZE)
  expect(said).toEqual([
    '4000 people',
    '25000 bookings',
    '120 events, 3000 occurrences',
    'counting again',
    'indexes and keys',
  ])
})

test('keeps every rule that the triggers keep otherwise', async () => {
  expect(await brokenRules(app.pool)).toEqual([])
})

test('puts every trigger, key and index back', async () => {
  expect((await app.pool.query(GUARDS)).rows).toEqual(guards)
  const { rows } = await app.pool.query<{ id: string; visitor: string }>(
    `SELECT o.id, v.id AS visitor FROM occurrences o, visitors v WHERE o.participants = o.capacity
      AND v.status = 'registered' AND NOT EXISTS (SELECT 1 FROM participants b WHERE b.occurrence_id = o.id
      AND b.visitor_id = v.id) LIMIT 1`,
  )
  await expect(
    app.pool.query(`INSERT INTO participants (visitor_id, occurrence_id) VALUES ($1, $2)`, [
      rows[0]?.visitor,
      rows[0]?.id,
    ]),
  ).rejects.toThrow('OCCURRENCE_FULL')
})

test('makes people that the search finds', async () => {
  const { lastName, firstName } = personAt(LARGE_SEED, 1_234)
  const caller = { kind: 'volunteers', id: '' } as const
  const { docs } = await searchVisitors(app.payload, { q: `${firstName} ${lastName}`, limit: 10, caller })
  expect(docs.map(({ cardNumber }) => cardNumber)).toContain(largeCard(1_234))
})

test('is not loaded on top of anything but a demo', async () => {
  await expect(load()).rejects.toThrow('This database holds more than a demo already')
})
