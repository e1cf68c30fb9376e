import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { availability } from '@/operations/availability/availability'
import { seekPairs } from '@/operations/merges/seekPairs'
import { seedCatalogue, seedDemo } from '@/seed'
import { type App, startApp } from '../../helpers/app'
import { brokenRules, digest } from './digest'

/** A day with public holidays before and after it. */
const NOW = new Date('2026-11-21T09:30:00Z')
const LONG = 240_000

const one = async (app: App, text: string, values: unknown[] = []): Promise<unknown> =>
  Object.values((await app.pool.query(text, values)).rows[0] ?? {})[0]

describe('the demo', () => {
  let app: App
  let first: string

  beforeAll(async () => {
    app = await startApp({ now: NOW })
    await seedCatalogue(app.payload)
    await seedDemo(app.payload, { now: NOW })
    first = await digest(app.pool)
  }, LONG)
  afterAll(() => app.close())

  test('keeps every rule', async () => {
    expect(await brokenRules(app.pool)).toEqual([])
  })

  test('has the catalogue, and once', async () => {
    await seedCatalogue(app.payload)
    expect([
      await one(app, 'SELECT count(*)::int FROM places'),
      await one(app, 'SELECT count(*)::int FROM services'),
    ]).toEqual([3, 22])
  })

  test('has three hundred people as they come: new ones, without a phone, without a patronymic, with ё, judged to be two', async () => {
    const { rows } = await app.pool.query(
      `SELECT count(*)::int AS people, (count(*) FILTER (WHERE status = 'new') BETWEEN 10
        AND 60) AS new, count(*) FILTER (WHERE phone IS NULL) > 50 AS "phoneless",
              count(*) FILTER (WHERE middle_name IS NULL) > 20 AS "patronymicless",
                count(*) FILTER (WHERE full_name ~ '[ёЁ]') > 5 AS yo,
                count(*) FILTER (WHERE comment IS NOT NULL) > 10 AS commented,
              count(*) FILTER (WHERE consent_given_at IS NOT NULL) > 200 AS consented,
                count(*) FILTER (WHERE registered_by IS NOT NULL) > 5 AS "registeredHere", (SELECT count(*)
                FROM distinct_visitors) >= 3 AS distinct FROM visitors`,
    )
    expect(rows[0]).toEqual({
      people: 300,
      new: true,
      phoneless: true,
      patronymicless: true,
      yo: true,
      commented: true,
      consented: true,
      registeredHere: true,
      distinct: true,
    })
  })

  test('leaves two records of one person to be noticed', async () => {
    await seekPairs(app.payload, { forMs: LONG })
    expect(
      await one(
        app,
        `SELECT count(*)::int FROM likely_pairs p JOIN visitors a ON a.id = p.a JOIN visitors b ON b.id = p.b
          WHERE a.last_name IN ('Алёхина', 'Алехина') AND b.last_name IN ('Алёхина', 'Алехина')`,
      ),
    ).toBe(1)
  })

  test.for([
    ['laundry and showers several times a week', `title = 'Стирка и душ' AND rrule = 'FREQ=WEEKLY;BYDAY=MO,WE,FR'`],
    ['a doctor on Tuesdays', `title = 'Приём врача' AND rrule = 'FREQ=WEEKLY;BYDAY=TU'`],
    ['a lawyer once a month', `rrule = 'FREQ=MONTHLY;BYDAY=-1TH'`],
    ['a vaccination to come', `title LIKE 'День вакцинации%' AND type = 'oneOff' AND date > '2026-11-21'`],
    ['a one-off that is over', `type = 'oneOff' AND last_date < '2026-11-21'`],
    ['one put into the archive by hand', `archived_at IS NOT NULL AND type = 'recurring'`],
    [
      'a public holiday skipped',
      `EXISTS (SELECT 1 FROM events_skip_dates s WHERE s._parent_id = events.id AND s.date = '2027-01-01'
        AND reason = 'Новый год')`,
    ],
    [
      'a date called off, with people told',
      `EXISTS (SELECT 1 FROM event_days d JOIN participants b ON b.event_day_id = d.id
        AND b.cancelled_at = d.updated_at WHERE d.event_id = events.id AND d.status = 'cancelled'
        AND d.cancel_reason = 'Врач заболел')`,
    ],
    ['one service edited by hand', `EXISTS (SELECT 1 FROM occurrences o WHERE o.event_id = events.id AND o.edited)`],
    [
      'a full day with a full service, and one with places',
      `EXISTS (SELECT 1 FROM event_days d JOIN occurrences o ON o.event_day_id = d.id AND o.capacity = o.participants
        JOIN occurrences p ON p.event_day_id = d.id AND p.capacity > p.participants
        WHERE d.event_id = events.id AND d.capacity = d.participants AND d.date > '2026-11-21')`,
    ],
  ])('has %s', async ([, where]) => {
    expect(await one(app, `SELECT count(*)::int FROM events WHERE deleted_at IS NULL AND ${where}`)).toBeGreaterThan(0)
  })

  test('has bookings of every kind: three of four came, one in seven did not', async () => {
    const { rows } = await app.pool.query<{ status: string; share: number }>(
      `SELECT b.status, round(100.0 * count(*) / sum(count(*)) OVER ())::int AS share FROM participants b
        JOIN occurrences o ON o.id = b.occurrence_id AND o.date < '2026-11-21' WHERE b.status <> 'cancelled'
        GROUP BY 1`,
    )
    const share = Object.fromEntries(rows.map((row) => [row.status, row.share]))
    expect(share.attended).toBeGreaterThanOrEqual(70)
    expect(share.attended).toBeLessThanOrEqual(80)
    expect(share.noShow).toBeGreaterThanOrEqual(12)
    expect(share.noShow).toBeLessThanOrEqual(20)
    expect(share.expected).toBeGreaterThan(0)
    expect(
      await one(
        app,
        `SELECT count(*)::int FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
          WHERE o.date > '2026-11-21' AND b.status = 'expected'`,
      ),
    ).toBeGreaterThan(100)
    expect(await one(app, `SELECT count(DISTINCT booked_by_value)::int FROM participants`)).toBe(7)
    expect(
      await one(app, `SELECT count(*)::int FROM participants WHERE status = 'cancelled' AND cancel_reason IS NOT NULL`),
    ).toBeGreaterThan(50)
  })

  test('says what is open and why the rest is not', async () => {
    const caller = { kind: 'volunteers' as const, id: String(await one(app, 'SELECT id FROM volunteers LIMIT 1')) }
    const newcomer = String(await one(app, `SELECT id FROM visitors WHERE status = 'new' ORDER BY card_number LIMIT 1`))
    const codes = async (visitor: string | null): Promise<(string | null)[]> => {
      const { days } = await availability(app.payload, {
        from: '2026-11-20',
        to: '2026-12-21',
        service: null,
        place: null,
        visitor,
        caller,
        now: NOW,
      })
      return [...new Set(days.flatMap(({ slots }) => slots.map(({ code }) => code)))]
    }
    expect(await codes(null)).toEqual(
      expect.arrayContaining([
        null,
        'OCCURRENCE_FULL',
        'EVENT_FULL',
        'WINDOW_NOT_OPEN',
        'OCCURRENCE_CANCELLED',
        'OCCURRENCE_ENDED',
        'EVENT_ARCHIVED',
      ]),
    )
    expect(await codes(newcomer)).toContain('REGISTRATION_REQUIRED')
  })

  test('leaves no message for a bot to send and no account to sign in to', async () => {
    expect(await one(app, `SELECT count(*)::int FROM messages WHERE status <> 'sent'`)).toBe(0)
    expect(await one(app, `SELECT count(*)::int FROM volunteers WHERE telegram_id::numeric < 2::numeric ^ 52`)).toBe(0)
  })

  test(
    'changes nothing when repeated, at another hour or on another day',
    async () => {
      await seedDemo(app.payload, { now: new Date('2026-11-22T20:00:00Z') })
      expect(await digest(app.pool)).toBe(first)
    },
    LONG,
  )

  test('stays away from a database with people of its own', async () => {
    await app.pool.query(`DELETE FROM payload_kv WHERE key = 'demo'`)
    await expect(seedDemo(app.payload, { now: NOW })).rejects.toThrow(
      'There are events or people in this database already',
    )
  })

  test(
    'is the same for the same day in another empty database, at whatever hour',
    async () => {
      const { rows } = await app.pool.query<{ names: string }>(
        `SELECT string_agg(quote_ident(tablename), ', ') AS names FROM pg_tables WHERE schemaname = 'public'
          AND tablename <> 'payload_migrations'`,
      )
      await app.pool.query('ALTER TABLE audit_log DISABLE TRIGGER audit_log_not_emptied')
      await app.pool.query('ALTER TABLE audit_chain DISABLE TRIGGER audit_chain_not_emptied')
      await app.pool.query(`TRUNCATE ${rows[0]?.names} CASCADE`)
      app.setNow('2026-11-20T21:05:00Z')
      await seedCatalogue(app.payload)
      await seedDemo(app.payload, { now: new Date('2026-11-20T21:05:00Z') })
      expect(await digest(app.pool)).toBe(first)
    },
    LONG,
  )
})
