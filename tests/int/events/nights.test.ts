import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planReminders } from '@/operations/messages/plan'
import { makeVisitor, makeVolunteer } from '../../factories/schedule'
import { eventMaker, occurrencesOf, putOn, type EventDoc } from '../../factories/events'
import { codeOf, startApp, type App } from '../../helpers/app'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
beforeAll(async () => {
  app = await startApp({ now: '2026-11-30T09:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

/** A shelter from 22:00 to 08:00, with a bed, and a shower before leaving. */
const night = (over: Record<string, unknown> = {}) => ({
  title: 'Ночлег',
  rrule: 'FREQ=DAILY;COUNT=3',
  date: '2026-12-01',
  startTime: '22:00',
  endTime: '08:00',
  endsNextDay: true,
  services: [
    { service: make.service, startTime: '22:00', endTime: '08:00', capacity: 10 },
    { service: make.shower, startTime: '06:00', endTime: '07:30', capacity: 3 },
  ],
  ...over,
})
const SHOWER = () => ({ service: make.shower, startTime: '06:00', endTime: '07:30', capacity: 3 })
const at = (instant: string) => app.setNow(instant)
const pathsOf = (answer: { body: unknown }): string[] =>
  (answer.body as { errors: { data: { errors?: { path: string }[] } }[] }).errors[0]?.data.errors?.map(
    ({ path }) => path,
  ) ?? []

describe('an event that runs past midnight', () => {
  it('says so: otherwise an end before the start is a slip', async () => {
    const slip = await make.post(night({ endsNextDay: undefined }))
    expect([slip.status, pathsOf(slip)]).toEqual([400, ['endTime']])
    const tooLong = await make.post(
      night({ startTime: '08:00', endTime: '09:00', services: [{ service: make.service, startTime: '08:30' }] }),
    )
    expect([tooLong.status, pathsOf(tooLong)]).toEqual([400, ['endTime']])
    const outside = await make.post(
      night({ services: [{ service: make.shower, startTime: '07:00', endTime: '09:00' }] }),
    )
    expect(pathsOf(outside)).toEqual(['services.0.endTime'])
  })

  it('has dates that begin in the evening, with services of the next morning on them', async () => {
    const event = await make.create(night())
    expect(event).toMatchObject({ endsNextDay: true, nextDate: '2026-12-01', lastDate: '2026-12-03' })
    expect((await occurrencesOf(app, event.id)).slice(0, 2)).toMatchObject([
      { date: '2026-12-01', startsAt: '2026-12-01T19:00:00.000Z', endsAt: '2026-12-02T05:00:00.000Z' },
      { date: '2026-12-01', startsAt: '2026-12-02T03:00:00.000Z', endsAt: '2026-12-02T04:30:00.000Z' },
    ])
    const { body } = await make.admin.get<{ docs: { endsNextDay: boolean; startTime: string }[] }>(
      `/event-days?where[event][equals]=${event.id}`,
    )
    expect(body.docs.map(({ endsNextDay }) => endsNextDay)).toEqual([true, true, true])
  })

  it('is over when its morning is: not in the archive at two o’clock, and bookable until its end', async () => {
    const event = await make.create(night({ type: 'oneOff', rrule: undefined, date: '2026-12-05' }))
    const [bed, shower] = await occurrencesOf(app, event.id)
    const stateOf = async () => (await make.admin.get<EventDoc>(`/events/${event.id}`)).body
    const listed = async (state: string) =>
      (await make.admin.get<{ docs: { id: string }[] }>(`/schedule?state=${state}&limit=200`)).body.docs.some(
        ({ id }) => id === event.id,
      )
    at('2026-12-05T23:00:00Z')
    expect(await stateOf()).toMatchObject({ state: 'active', nextDate: '2026-12-05' })
    expect([await listed('active'), await listed('archived')]).toEqual([true, false])
    const visitor = await makeVisitor(app.pool)
    const key = await app.as('key:booking')
    expect((await key.post('/bookings', { visitor, occurrence: shower?.id })).status).toBe(201)
    const { body: today } = await make.admin.get<{ places: { occurrences: { id: string }[] }[] }>('/today')
    const shown = today.places.flatMap(({ occurrences }) => occurrences.map(({ id }) => id))
    expect([bed?.id, shower?.id].every((id) => id && shown.includes(id))).toBe(true)
    at('2026-12-06T05:30:00Z')
    expect(await stateOf()).toMatchObject({ state: 'archived', nextDate: null })
    expect(await listed('archived')).toBe(true)
    const late = await makeVisitor(app.pool)
    expect(codeOf(await key.post('/bookings', { visitor: late, occurrence: bed?.id }))).toBe('OCCURRENCE_ENDED')
    at('2026-11-30T09:00:00Z')
  })

  it('opens its marks and its window on the date on which it begins', async () => {
    const event = await make.create(
      night({
        type: 'oneOff',
        rrule: undefined,
        date: '2026-12-10',
        services: [
          {
            service: make.shower,
            startTime: '06:00',
            endTime: '07:30',
            capacity: 3,
            bookingWindow: { value: 2, unit: 'days' },
          },
        ],
      }),
    )
    const [shower] = await occurrencesOf(app, event.id)
    const key = await app.as('key:booking')
    const visitor = await makeVisitor(app.pool)
    const book = () => key.post<{ participants: { id: string }[] }>('/bookings', { visitor, occurrence: shower?.id })
    at('2026-12-07T20:59:00Z')
    expect(codeOf(await book())).toBe('WINDOW_NOT_OPEN')
    at('2026-12-07T21:00:00Z')
    const { body } = await book()
    const ids = [body.participants[0]?.id]
    const mark = async () =>
      (await make.admin.post<{ updated: string[] }>('/participants/status', { ids, status: 'attended' })).body.updated
    at('2026-12-09T20:59:00Z')
    expect(await mark()).toEqual([])
    at('2026-12-09T21:00:00Z')
    expect(await mark()).toEqual(ids)
    at('2026-11-30T09:00:00Z')
  })

  it('collides with the next morning, for a person and at a place', async () => {
    const event = await make.create(night({ type: 'oneOff', rrule: undefined, date: '2026-12-15' }))
    const answer = await make.admin.post<{ warnings: { event: string }[]; doc: EventDoc }>(
      '/events',
      make.body({
        type: 'oneOff',
        rrule: undefined,
        date: '2026-12-16',
        startTime: '07:00',
        endTime: '12:00',
        services: [{ service: make.service, startTime: '07:00', endTime: '09:00', capacity: 5 }],
      }),
    )
    expect(answer.body.warnings.map((one) => one.event)).toContain(event.id)
    const [bed] = await occurrencesOf(app, event.id)
    const [laundry] = await occurrencesOf(app, answer.body.doc.id)
    const visitor = await makeVisitor(app.pool)
    expect((await make.admin.post('/bookings', { visitor, occurrence: bed?.id })).status).toBe(201)
    expect(codeOf(await make.admin.post('/bookings', { visitor, occurrence: laundry?.id }))).toBe('TIME_CONFLICT')
    const { body } = await make.admin.get<{ days: { slots: { occurrence: string; code?: string | null }[] }[] }>(
      `/availability?from=2026-12-16&to=2026-12-16&visitor=${visitor}`,
    )
    const slot = body.days.flatMap(({ slots }) => slots).find(({ occurrence }) => occurrence === laundry?.id)
    expect(slot?.code).toBe('TIME_CONFLICT')
  })

  it('is reminded of on the evening before its date, and exported by its date', async () => {
    const event = await make.create(night({ type: 'oneOff', rrule: undefined, date: '2026-12-20' }))
    const [, shower] = await occurrencesOf(app, event.id)
    const volunteer = await makeVolunteer(app.pool, '777')
    await putOn(app, await makeVisitor(app.pool), shower?.id ?? '', volunteer)
    await app.pool.query(`UPDATE participants SET booked_at = '2026-12-01T09:00Z' WHERE occurrence_id = $1`, [
      shower?.id,
    ])
    const reminded = async (now: string): Promise<string[]> => {
      await planReminders(app.payload, new Date(now))
      const { rows } = await app.pool.query(
        `SELECT payload->>'date' AS date FROM messages WHERE kind = 'reminder' AND recipient_id = $1`,
        [volunteer],
      )
      return rows.map(({ date }) => date)
    }
    expect(await reminded('2026-12-19T14:59:00Z')).toEqual([])
    expect(await reminded('2026-12-19T15:00:00Z')).toEqual(['2026-12-20'])
    expect(await reminded('2026-12-20T15:00:00Z')).toEqual(['2026-12-20'])
    const { body } = await make.admin.get<{ rows: unknown[] }>(
      '/exports/participants?format=json&columns=date,time&from=2026-12-20&to=2026-12-20',
    )
    expect(JSON.stringify(body.rows)).toContain('06:00–07:30 (+1)')
  })

  it('can be moved and shortened on one date, and one of its services within the night', async () => {
    const event = await make.create(night({ date: '2027-01-11', rrule: 'FREQ=DAILY;COUNT=2' }))
    const [bed, shower] = await occurrencesOf(app, event.id)
    const moved = await make.admin.patch(`/occurrences/${shower?.id}`, { startsAt: '2027-01-12T02:00:00.000Z' })
    expect(moved.status).toBe(200)
    expect((await make.admin.patch(`/occurrences/${shower?.id}`, { endsAt: '2027-01-12T05:30:00.000Z' })).status).toBe(
      400,
    )
    const shorter = await make.admin.patch(`/events/${event.id}?scope=day&date=2027-01-11`, {
      endTime: '07:45',
      services: [
        { ...event.services[0], endTime: '07:00' },
        { ...event.services[1], startTime: '05:00' },
      ],
    })
    expect(shorter.status).toBe(200)
    const [bedNow] = await occurrencesOf(app, event.id)
    expect([bedNow?.id, bedNow?.endsAt]).toEqual([bed?.id, '2027-01-12T04:00:00.000Z'])
    // A night event can become a day event again.
    const day = await make.admin.patch(`/events/${event.id}`, {
      startTime: '10:00',
      endTime: '18:00',
      endsNextDay: false,
      services: [{ ...event.services[0], startTime: '10:00', endTime: '12:00' }],
    })
    expect(day.status).toBe(200)
    expect((await occurrencesOf(app, event.id)).map(({ startsAt }) => startsAt.slice(0, 16))).toEqual([
      '2027-01-11T07:00',
      '2027-01-12T07:00',
    ])
  })

  it('can be a day on one date, its morning with it', async () => {
    const event = await make.create(night({ date: '2027-01-18', rrule: 'FREQ=DAILY;COUNT=2', services: [SHOWER()] }))
    const [shower] = await occurrencesOf(app, event.id)
    expect(shower?.startsAt).toBe('2027-01-19T03:00:00.000Z')
    const { status } = await make.admin.patch(`/events/${event.id}?scope=day&date=2027-01-18`, {
      startTime: '05:00',
      endTime: '12:00',
      endsNextDay: false,
      services: event.services,
    })
    const [morning] = await occurrencesOf(app, event.id)
    expect([status, morning?.id, morning?.startsAt, morning?.endsAt]).toEqual([
      200,
      shower?.id,
      '2027-01-18T03:00:00.000Z',
      '2027-01-18T04:30:00.000Z',
    ])
  })

  it('is an hour shorter or longer when the clocks change', async () => {
    const berlin = await eventMaker(app, { timezone: 'Europe/Berlin' })
    const event = await berlin.create(
      night({
        date: '2027-03-27',
        rrule: 'FREQ=DAILY;COUNT=2',
        services: [
          { service: make.service, startTime: '22:00', endTime: '08:00', bookingWindow: { value: 200, unit: 'days' } },
        ],
      }),
    )
    expect((await occurrencesOf(app, event.id)).map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      ['2027-03-27T21:00:00.000Z', '2027-03-28T06:00:00.000Z'],
      ['2027-03-28T20:00:00.000Z', '2027-03-29T06:00:00.000Z'],
    ])
  })
})
