import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors } from '../../factories/schedule'
import { countStatements } from '../../helpers/statements'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

const NOW = '2026-12-01T07:00:00Z'
type Slot = {
  occurrence: string
  state: string
  code: string | null
  free: number
  bookableFrom: string | null
  timezone: string
  startsAt: string
}
let app: App
let key: Client
let staff: Client
let place: string

beforeAll(async () => {
  app = await startApp({ now: NOW })
  key = await app.as('key:booking')
  staff = await app.as('coordinator')
  place = await makePlace(app.pool)
})
afterAll(() => app.close())

const slots = async (who: Client, query: string): Promise<Slot[]> => {
  const { body } = await who.get<{ days: { slots: Slot[] }[] }>(`/availability?${query}`)
  return body.days.flatMap((day) => day.slots)
}

describe('what availability says is what a booking gets', () => {
  it('for every kind of slot, person and caller', async () => {
    const plain = await makeService(app.pool)
    const registration = await makeService(app.pool, { registration: true })
    const lines = [
      { service: plain, startTime: '08:00', endTime: '09:00', capacity: 3 },
      { service: plain, startTime: '12:00', endTime: '13:00', capacity: 1 },
      {
        service: registration,
        startTime: '12:30',
        endTime: '13:30',
        capacity: 3,
        window: { value: 2, unit: 'occurrences' as const },
      },
      {
        service: plain,
        startTime: '15:00',
        endTime: '16:00',
        capacity: 3,
        window: { value: 3, unit: 'days' as const },
      },
    ]
    const made = await makeEvent(app.pool, {
      place,
      dates: ['2026-12-01', '2026-12-03', '2026-12-05', '2026-12-07'],
      capacity: 3,
      lines,
    })
    const archived = await makeEvent(app.pool, { place, dates: ['2026-12-02'], capacity: 3, lines: lines.slice(1, 2) })
    await app.pool.query('UPDATE events SET archived_at = now() WHERE id = $1', [archived.event])
    await app.pool.query(`UPDATE occurrences SET status = 'cancelled' WHERE id = $1`, [made.occurrences[1]?.[3]])
    for (const visitor of await makeVisitors(app.pool, 3))
      await staff.post('/bookings', { visitor, occurrence: made.occurrences[1]?.[0] })
    await staff.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: made.occurrences[0]?.[1] })
    await staff.post('/holds', { visitor: await makeVisitor(app.pool), occurrence: made.occurrences[2]?.[1] })
    const known = await makeVisitor(app.pool)
    await staff.post('/bookings', { visitor: known, occurrence: made.occurrences[3]?.[1] })
    const newcomer = await makeVisitor(app.pool, { status: 'new' })

    const codes = new Set<string | null>()
    for (const who of [key, staff]) {
      for (const visitor of [known, newcomer]) {
        for (const slot of await slots(who, `from=2026-12-01&to=2026-12-08&visitor=${visitor}`)) {
          const held = await who.post('/holds', { visitor, occurrence: slot.occurrence })
          if (held.status === 201) await who.delete(`/holds/${String(held.body.id)}`)
          expect([slot.occurrence, slot.startsAt, held.status === 201 ? null : codeOf(held)]).toEqual([
            slot.occurrence,
            slot.startsAt,
            slot.code,
          ])
          expect(slot.state).toBe(slot.code === null ? 'open' : 'refused')
          codes.add(slot.code)
        }
      }
    }
    expect([...codes].sort()).toEqual(
      [
        null,
        'ALREADY_BOOKED',
        'EVENT_ARCHIVED',
        'EVENT_FULL',
        'OCCURRENCE_CANCELLED',
        'OCCURRENCE_ENDED',
        'OCCURRENCE_FULL',
        'REGISTRATION_REQUIRED',
        'TIME_CONFLICT',
        'WINDOW_NOT_OPEN',
      ].sort(),
    )
  })

  it('with a place free exactly as often as it says', async () => {
    const service = await makeService(app.pool)
    const made = await makeEvent(app.pool, {
      place,
      dates: ['2026-12-04'],
      capacity: 4,
      lines: [{ service, startTime: '12:00', endTime: '13:00', capacity: 3 }],
    })
    const mine = async () => (await slots(key, `from=2026-12-04&to=2026-12-04&service=${service}`))[0]
    for (const left of [3, 2, 1]) {
      expect(await mine()).toMatchObject({ free: left, state: 'open', code: null })
      expect(
        (await key.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: made.occurrences[0]?.[0] }))
          .status,
      ).toBe(201)
    }
    expect(await mine()).toMatchObject({ free: 0, state: 'refused', code: 'OCCURRENCE_FULL' })
  })
})

describe('the question', () => {
  it('is at most 62 days, with its end after its start, and about known people', async () => {
    expect((await key.get('/availability?from=2026-12-01&to=2027-01-31')).status).toBe(200)
    expect((await key.get('/availability?from=2026-12-01&to=2027-02-01')).status).toBe(400)
    expect((await key.get('/availability?from=2026-12-02&to=2026-12-01')).status).toBe(400)
    expect((await key.get('/availability?from=2026-02-30&to=2026-03-01')).status).toBe(400)
    expect((await key.get('/availability')).status).toBe(400)
    expect(
      codeOf(await key.get('/availability?from=2026-12-01&to=2026-12-02&visitor=00000000-0000-7000-8000-000000000000')),
    ).toBe('VISITOR_NOT_FOUND')
  })

  it('is open to a read key, but not about a person', async () => {
    const reader = await app.as('key:read')
    expect((await reader.get('/availability?from=2026-12-01&to=2026-12-02')).status).toBe(200)
    expect(
      (await reader.get(`/availability?from=2026-12-01&to=2026-12-02&visitor=${await makeVisitor(app.pool)}`)).status,
    ).toBe(403)
  })

  it('can be narrowed to a service and a place', async () => {
    const [service, elsewhere] = [
      await makeService(app.pool),
      await makePlace(app.pool, { title: 'Ясная', timezone: 'Asia/Yekaterinburg' }),
    ]
    const line = { service, startTime: '10:00', endTime: '11:00', capacity: 2 }
    await makeEvent(app.pool, { place, dates: ['2026-12-06'], capacity: 2, lines: [line] })
    const there = await makeEvent(app.pool, {
      place: elsewhere,
      timezone: 'Asia/Yekaterinburg',
      dates: ['2026-12-06'],
      capacity: 2,
      lines: [line],
    })
    expect(await slots(key, `from=2026-12-06&to=2026-12-06&service=${service}`)).toHaveLength(2)
    expect(await slots(key, `from=2026-12-06&to=2026-12-06&service=${service}&place=${elsewhere}`)).toEqual([
      expect.objectContaining({
        occurrence: there.occurrences[0]?.[0],
        timezone: 'Asia/Yekaterinburg',
        startsAt: '2026-12-06T05:00:00.000Z',
      }),
    ])
  })
})

it('takes as many SQL statements for 200 occurrences and 300 people as for one', async () => {
  const service = await makeService(app.pool, { allowOverlap: true })
  const visitor = await makeVisitor(app.pool)
  await makeEvent(app.pool, {
    place,
    dates: ['2027-05-01'],
    capacity: 300,
    lines: [{ service, startTime: '10:00', endTime: '11:00', capacity: 300 }],
  })
  const ask = (from: string, to: string) =>
    countStatements(app.payload, () => slots(staff, `from=${from}&to=${to}&service=${service}&visitor=${visitor}`))
  const small = await ask('2027-05-01', '2027-05-01')
  const dates = Array.from({ length: 50 }, (_, index) =>
    new Date(Date.UTC(2027, 5, 1 + index)).toISOString().slice(0, 10),
  )
  const made = await makeEvent(app.pool, {
    place,
    dates,
    capacity: 300,
    lines: Array.from({ length: 4 }, () => ({ service, startTime: '10:00', endTime: '11:00', capacity: 300 })),
  })
  await app.pool.query('INSERT INTO participants (visitor_id, occurrence_id) SELECT unnest($1::uuid[]), $2', [
    await makeVisitors(app.pool, 300),
    made.occurrences[7]?.[0],
  ])
  const large = await ask('2027-06-01', '2027-07-25')
  expect([small.result.length, large.result.length]).toEqual([1, 200])
  expect(large.statements).toBe(small.statements)
})

it('agrees with the booking for any capacity, crowd and window (model)', async () => {
  const service = await makeService(app.pool)
  const dates = ['2026-12-01', '2026-12-02', '2026-12-03']
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        capacity: fc.integer({ min: 1, max: 3 }),
        day: fc.integer({ min: 3, max: 5 }),
        value: fc.integer({ min: 1, max: 3 }),
        unit: fc.constantFrom('days' as const, 'occurrences' as const),
        crowd: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 8 }),
      }),
      async ({ capacity, day, value, unit, crowd }) => {
        const lines = ['12', '14'].map((hour) => ({
          service,
          startTime: `${hour}:00`,
          endTime: `${hour}:30`,
          capacity,
          window: { value, unit },
        }))
        const made = await makeEvent(app.pool, { place, dates, capacity: day, lines })
        const all = made.occurrences.flat()
        for (const index of crowd)
          await staff.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: all[index] })
        const said = (await slots(key, `from=2026-12-01&to=2026-12-03&service=${service}`)).filter(({ occurrence }) =>
          all.includes(occurrence),
        )
        for (const slot of said) {
          const answer = await key.post('/holds', { visitor: await makeVisitor(app.pool), occurrence: slot.occurrence })
          expect(answer.status === 201 ? null : codeOf(answer)).toBe(slot.code)
          if (answer.status === 201) await key.delete(`/holds/${String(answer.body.id)}`)
        }
      },
    ),
    { numRuns: 12, seed: 7 },
  )
})
