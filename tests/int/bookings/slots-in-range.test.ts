import { afterAll, beforeAll, expect, it } from 'vitest'
import { lockedPersonAndSlots, type FoundSlot } from '@/db/slots'
import { slotsInRange } from '@/db/slots-in-range'
import { reading, transaction } from '@/db/sql'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors } from '../../factories/schedule'
import { startApp, type App, type Client } from '../../helpers/app'

const NOW = '2027-03-25T22:30:00Z'
const RANGE = { from: '2027-03-20', to: '2027-04-05' }
let app: App
let staff: Client

beforeAll(async () => {
  app = await startApp({ now: NOW })
  staff = await app.as('coordinator')
})
afterAll(() => app.close())

const inRange = (visitor: string | null, more: { service?: string; place?: string } = {}): Promise<FoundSlot[]> =>
  slotsInRange(reading(app.payload), { service: null, place: null, ...RANGE, ...more, visitor, now: new Date(NOW) })

/** The slots as a booking of this visitor reads them under locks. */
const forBooking = async (visitor: string, occurrences: string[]): Promise<FoundSlot[]> => {
  const { slots } = await transaction(app.payload, (db) =>
    lockedPersonAndSlots(db, { occurrences, visitor, now: new Date(NOW), before: null }),
  )
  return slots.map((slot) => ({ ...slot, reusable: null }))
}

const run = (text: string, ...values: unknown[]) => app.pool.query(text, values)

it('reads every slot of a range as the booking reads it alone', async () => {
  const zones = ['Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Novosibirsk']
  const [byDays, byOccurrences] = [
    await makeService(app.pool, { registration: true }),
    await makeService(app.pool, { allowOverlap: true }),
  ]
  await run(`UPDATE services SET booking_window_value = 5 WHERE id = $1`, byDays)
  await run(
    `UPDATE services SET booking_window_value = 2, booking_window_unit = 'occurrences' WHERE id = $1`,
    byOccurrences,
  )
  const lines = [
    { service: byDays, startTime: '09:00', endTime: '10:00', capacity: 3, window: { value: 3, unit: 'days' as const } },
    { service: byOccurrences, startTime: '09:00', endTime: '11:00', capacity: 3 },
    {
      service: byDays,
      startTime: '12:00',
      endTime: '13:00',
      capacity: 2,
      window: { value: 1, unit: 'occurrences' as const },
    },
    { service: byOccurrences, startTime: '23:00', endTime: '23:59', capacity: 2 },
  ]
  // Includes the nights when clocks change in Berlin and New York.
  const dates = ['2027-03-21', '2027-03-25', '2027-03-26', '2027-03-28', '2027-03-29', '2027-04-04']
  const made = []
  for (const timezone of zones) {
    const place = await makePlace(app.pool, { timezone })
    made.push({
      place,
      ...(await makeEvent(app.pool, { place, timezone, dates, capacity: 4, lines, endTime: '23:59' })),
    })
  }
  const [moscow, berlin, york, siberia] = made
  if (!moscow || !berlin || !york || !siberia) throw new Error('Events are missing')
  // These lines are removed from their event, so the booking windows of their services count.
  await run('DELETE FROM events_services WHERE id = ANY ($1)', [berlin.lines[0], berlin.lines[1]])
  await run('UPDATE occurrences SET place_id = $1 WHERE id = $2', york.place, moscow.occurrences[3]?.[0])
  await run(`UPDATE occurrences SET status = 'cancelled' WHERE id = $1`, moscow.occurrences[4]?.[1])
  await run(`UPDATE event_days SET status = 'cancelled' WHERE id = $1`, moscow.days[5])
  await run('UPDATE events SET archived_at = now() WHERE id = $1', siberia.event)
  // The event is over in Moscow, where it is the 26th, but not in New York.
  await run(`UPDATE events SET last_date = '2027-03-25' WHERE id = ANY ($1)`, [moscow.event, york.event])
  const deleted = await makeEvent(app.pool, { place: moscow.place, dates: ['2027-03-30'], capacity: 4, lines })
  await run('UPDATE events SET deleted_at = now() WHERE id = $1', deleted.event)

  const [asking = '', holder = '', booked = '', once = ''] = await makeVisitors(app.pool, 4)
  const at = berlin.occurrences[3] ?? []
  for (const [visitor, occurrence] of [
    [asking, at[0]],
    [holder, at[0]],
    [holder, at[1]],
    [booked, at[1]],
  ])
    await run(
      `INSERT INTO holds (occurrence_id, visitor_id, caller, expires_at)
       VALUES ($1, $2, 'test', now() + interval '1 hour')`,
      occurrence,
      visitor,
    )
  await run(
    `INSERT INTO holds (occurrence_id, visitor_id, caller, expires_at)
     VALUES ($1, $2, 'test', now() - interval '1 hour')`,
    at[2],
    once,
  )
  for (const [visitor, occurrence, status] of [
    [booked, at[0], 'expected'],
    [booked, at[1], 'expected'],
    [once, at[0], 'cancelled'],
    [once, york.occurrences[2]?.[2], 'attended'],
  ])
    await run(
      'INSERT INTO participants (visitor_id, occurrence_id, status) VALUES ($1, $2, $3)',
      visitor,
      occurrence,
      status,
    )

  const all = made.flatMap(({ occurrences }) => occurrences.flat())
  for (const visitor of [asking, holder, booked, once]) {
    const slots = await inRange(visitor)
    expect(slots.map(({ occurrence }) => occurrence).sort()).toEqual([...all].sort())
    expect(slots).toEqual(
      await forBooking(
        visitor,
        slots.map(({ occurrence }) => occurrence),
      ),
    )
  }
  const slots = await inRange(asking)
  const order = slots.map(({ date, startsAt, occurrence }) => [date, startsAt.toISOString(), occurrence].join(' '))
  expect(order).toEqual([...order].sort())
  // Makes sure that the set-up produced the cases it is meant for.
  expect(new Set(slots.map(({ held, dayHeld }) => `${held} ${dayHeld}`))).toEqual(new Set(['0 0', '0 1', '1 1']))
  expect(new Set(slots.map(({ opensAt }) => opensAt === null))).toEqual(new Set([true, false]))
  expect(slots.filter(({ archived }) => archived).map(({ event }) => event)).not.toContain(york.event)

  const ids = (found: FoundSlot[]) => found.map(({ occurrence }) => occurrence)
  expect(ids(await inRange(asking, { service: byDays }))).toEqual(
    ids(slots.filter(({ service }) => service === byDays)),
  )
  expect(await inRange(asking, { place: york.place })).toEqual(slots.filter(({ place }) => place === york.place))
  expect(await inRange(asking, { service: byOccurrences, place: siberia.place })).toEqual(
    slots.filter(({ service, place }) => service === byOccurrences && place === siberia.place),
  )
})

it('sees a hold that becomes a booking as the one or as the other, never as a free place', async () => {
  const [service, place] = [await makeService(app.pool), await makePlace(app.pool)]
  const dates = Array.from({ length: 20 }, (_, index) =>
    new Date(Date.UTC(2027, 4, 1 + index)).toISOString().slice(0, 10),
  )
  const line = { service, startTime: '10:00', endTime: '11:00', capacity: 1 }
  const made = await makeEvent(app.pool, { place, dates, capacity: 1, lines: [line] })
  const occurrences = made.occurrences.flat()
  const visitor = await makeVisitor(app.pool)
  for (const occurrence of occurrences) expect((await staff.post('/holds', { visitor, occurrence })).status).toBe(201)

  let working = true
  const seen = new Set<string>()
  const watch = async (): Promise<void> => {
    while (working)
      for (const { taken, held, dayTaken, dayHeld } of await slotsInRange(reading(app.payload), {
        from: '2027-05-01',
        to: '2027-05-31',
        service,
        place: null,
        visitor: null,
        now: new Date(NOW),
      }))
        seen.add(`${taken} ${held} ${dayTaken} ${dayHeld}`)
  }
  const watching = watch()
  for (const occurrence of occurrences)
    expect((await staff.post('/bookings', { visitor, occurrence })).status).toBe(201)
  working = false
  await watching
  expect([...seen].sort()).toEqual(['0 1 0 1', '1 0 1 0'])
})
