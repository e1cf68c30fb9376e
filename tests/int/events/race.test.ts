import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVisitors } from '../../factories/schedule'
import { eventMaker, occurrencesOf } from '../../factories/events'
import { type App, type Answer, codeOf, startApp } from '../../helpers/app'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>

beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

/**
 * Counts violations: active participants must be on scheduled occurrences of scheduled days, and the counters must
 * match.
 */
const brokenRows = async (): Promise<number> => {
  const { rows } = await app.pool.query<{ broken: number }>(`
    SELECT ((SELECT count(*) FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
      JOIN event_days d ON d.id = o.event_day_id
              WHERE b.status <> 'cancelled' AND (o.status = 'cancelled' OR d.status = 'cancelled'))
          + (SELECT count(*) FROM occurrences o WHERE o.participants <> (SELECT count(*) FROM participants b
            WHERE b.occurrence_id = o.id AND b.status <> 'cancelled'))
          + (SELECT count(*) FROM event_days d WHERE d.participants <> (SELECT count(DISTINCT b.visitor_id)
            FROM participants b WHERE b.event_day_id = d.id AND b.status <> 'cancelled')))::int AS broken`)
  return rows[0]?.broken ?? -1
}

const outcome = (answer: Answer): string => (answer.status < 300 ? 'done' : `${answer.status} ${codeOf(answer)}`)

describe('edits while people are being booked', () => {
  it('neither lose a person in silence nor fail for another reason than the rules', async () => {
    const event = await make.create({
      capacity: 50,
      services: [
        {
          service: make.service,
          startTime: '10:00',
          endTime: '12:00',
          capacity: 40,
          bookingWindow: { value: 60, unit: 'days' },
        },
      ],
    })
    const before = await occurrencesOf(app, event.id)
    const visitors = await makeVisitors(app.pool, 30)
    const url = `/events/${event.id}`
    const line = (startTime: string, endTime: string) => ({ services: [{ service: make.service, startTime, endTime }] })
    const book = visitors.flatMap((visitor, index) =>
      [before[index % 4]].map((occurrence) => make.admin.post('/bookings', { visitor, occurrence: occurrence?.id })),
    )
    const edits = [
      make.admin.patch(url, line('11:00', '13:00')),
      make.admin.patch(`${url}?confirm=true`, { skipDates: [{ date: '2026-12-08' }] }),
      make.admin.patch(`${url}?scope=following&date=2026-12-15&confirm=true`, { capacity: 45 }),
      make.admin.post(`/event-days/${before[0]?.eventDay}/cancel`, { confirm: true }),
      make.admin.patch(`${url}?scope=day&date=2026-12-22&confirm=true`, { startTime: '09:00' }),
      make.admin.patch(`/occurrences/${before[3]?.id}?confirm=true`, { capacity: 39 }),
    ]
    const results = await Promise.all([...book, ...edits])
    const known = [
      'done',
      '409 OCCURRENCE_CANCELLED',
      '409 OCCURRENCE_NOT_FOUND',
      '409 EVENT_CHANGE_CONFIRM_REQUIRED',
      '400 VALIDATION',
    ]
    expect(results.map(outcome).filter((one) => !known.includes(one))).toEqual([])
    expect(await brokenRows()).toBe(0)
  })

  it('five at once on one event all succeed, one after the other', async () => {
    const event = await make.create()
    const answers = await Promise.all(
      [10, 11, 12, 13, 14].map((hour) =>
        make.admin.patch(`/events/${event.id}`, {
          services: [
            { id: event.services[0]?.id, service: make.service, startTime: `${hour}:00`, endTime: `${hour}:45` },
          ],
        }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const starts = new Set((await occurrencesOf(app, event.id)).map(({ startsAt }) => startsAt.slice(11)))
    expect(starts.size).toBe(1)
  })

  it('a daily event with fifty services over a year is one answer', async () => {
    const services = Array.from({ length: 50 }, (_, index) => ({
      service: make.service,
      startTime: `10:${String(index).padStart(2, '0')}`,
      endTime: '12:00',
      bookingWindow: { value: 365, unit: 'days' },
    }))
    const started = Date.now()
    const event = await make.create({ rrule: 'FREQ=DAILY', services })
    expect(await occurrencesOf(app, event.id)).toHaveLength(356 * 50)
    const changed = await make.admin.patch(`/events/${event.id}`, {
      endTime: '19:00',
      services: services.map((line) => ({ ...line, capacity: 4 })),
    })
    expect(outcome(changed)).toBe('done')
    expect(Date.now() - started).toBeLessThan(20_000)
  })
})
