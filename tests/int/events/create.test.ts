import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datesOfEvent, eventMaker, occurrencesOf } from '../../factories/events'
import { type App, type Answer, codeOf, startApp } from '../../helpers/app'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>

beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const fieldsOf = (answer: Answer<unknown>): string[] =>
  ((answer.body as { errors: { data: { errors?: { path: string }[] } }[] }).errors[0]?.data.errors ?? []).map(
    ({ path }) => path,
  )

describe('a new event', () => {
  it('has its dates when the answer is sent, and takes what was left out from the catalogue', async () => {
    const event = await make.create({
      services: [
        { service: make.service, startTime: '10:00' },
        { service: make.shower, startTime: '12:00', endTime: '13:00', capacity: 2 },
      ],
    })
    expect(event).toMatchObject({
      state: 'active',
      nextDate: '2026-12-01',
      lastDate: null,
      archivedAt: null,
      rrule: 'FREQ=WEEKLY;BYDAY=TU',
      recurrence: { frequency: 'weekly', weekdays: ['tu'], end: 'never' },
    })
    expect(event.services).toMatchObject([
      { service: make.service, endTime: '10:45', capacity: 5, bookingWindow: { value: 20, unit: 'days' } },
      { service: make.shower, endTime: '13:00', capacity: 2, bookingWindow: { value: 2, unit: 'occurrences' } },
    ])
    const dates = await datesOfEvent(app, event.id)
    expect([dates[0], dates.at(-1), dates.length]).toEqual(['2026-12-01', '2027-02-16', 12])
    expect(await occurrencesOf(app, event.id)).toHaveLength(24)
  })

  it.each([
    ['nothing', {}, ['title', 'place', 'date', 'startTime', 'endTime', 'capacity', 'services']],
    ['an end before the start', { endTime: '09:00' }, ['endTime']],
    ['a service outside the hours', { services: [{ startTime: '08:00', endTime: '11:00' }] }, ['services.0.startTime']],
    ['a service that ends too late', { services: [{ startTime: '17:00', endTime: '19:00' }] }, ['services.0.endTime']],
    [
      'the same service at the same time',
      { services: [{ startTime: '10:00' }, { startTime: '10:00' }] },
      ['services.1.service'],
    ],
    [
      'a window of 0',
      { services: [{ startTime: '10:00', bookingWindow: { value: 0, unit: 'days' } }] },
      ['services.0.bookingWindow.value'],
    ],
    [
      'a window of 731',
      { services: [{ startTime: '10:00', bookingWindow: { value: 731, unit: 'days' } }] },
      ['services.0.bookingWindow.value'],
    ],
    ['half a place', { capacity: 1.5 }, ['capacity']],
    ['a date that does not exist', { date: '2027-02-29' }, ['date']],
    ['a wrong skip date', { skipDates: [{ date: '2026-13-01' }] }, ['skipDates.0.date']],
    ['a rule and a form', { recurrence: { frequency: 'weekly', weekdays: ['tu'] } }, ['rrule']],
    ['a rule for a one-off event', { type: 'oneOff' }, ['rrule']],
    ['no rule for a series', { rrule: null }, ['recurrence']],
    ['an unknown field', { colour: 'red' }, ['colour']],
    ['a title of spaces', { title: '   ' }, ['title']],
    ['a title of 201 letters', { title: 'я'.repeat(201) }, ['title']],
  ])('refuses %s', async (_name, over, paths) => {
    const { services } = over as { services?: object[] }
    const body =
      Object.keys(over).length === 0
        ? {}
        : make.body({
            ...over,
            ...(services && { services: services.map((line) => ({ service: make.service, ...line })) }),
          })
    const answer = await make.admin.post('/events', body)
    expect([answer.status, codeOf(answer)]).toEqual([400, 'VALIDATION'])
    expect(fieldsOf(answer)).toEqual(paths)
  })

  it('refuses with codes of their own: unknown records, too many places, a date off the rule', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    const code = async (over: object) => {
      const answer = await make.admin.post('/events', make.body({ ...over }))
      return [answer.status, codeOf(answer)]
    }
    expect(await code({ place: nobody })).toEqual([409, 'PLACE_NOT_FOUND'])
    expect(await code({ services: [{ service: nobody, startTime: '10:00' }] })).toEqual([409, 'SERVICE_NOT_FOUND'])
    expect(await code({ services: [{ service: make.service, startTime: '10:00', capacity: 21 }] })).toEqual([
      409,
      'CAPACITY_ABOVE_EVENT',
    ])
    expect(await code({ rrule: 'FREQ=HOURLY' })).toEqual([400, 'RECURRENCE_UNSUPPORTED'])
    expect(await code({ rrule: 'FREQ=WEEKLY;COUNT=2;UNTIL=20270101' })).toEqual([400, 'RECURRENCE_INVALID'])
    const mismatch = await make.admin.post('/events', make.body({ date: '2026-12-02' }))
    expect([
      mismatch.status,
      codeOf(mismatch),
      (mismatch.body.errors as { data: { nearest: string } }[])[0]?.data.nearest,
    ]).toEqual([400, 'RECURRENCE_DATE_MISMATCH', '2026-12-08'])
    expect((await (await app.as('viewer')).post('/events', {})).status).toBe(403)
    expect((await (await app.as('key:booking')).post('/events', {})).status).toBe(403)
  })

  it('keeps the wall clock over a change to summer time, in every kind of zone', async () => {
    const berlin = await eventMaker(app, { timezone: 'Europe/Berlin' })
    const spring = await berlin.create({
      date: '2027-03-01',
      startTime: '02:00',
      endTime: '04:00',
      rrule: 'FREQ=DAILY;UNTIL=20270401',
      services: [
        { service: berlin.service, startTime: '02:15', endTime: '03:10', bookingWindow: { value: 200, unit: 'days' } },
      ],
    })
    const at = Object.fromEntries(
      (await occurrencesOf(app, spring.id)).map(({ date, startsAt, endsAt }) => [date, [startsAt, endsAt]]),
    )
    expect(at['2027-03-27']).toEqual(['2027-03-27T01:15:00.000Z', '2027-03-27T02:10:00.000Z'])
    // On this day 02:15 does not exist and becomes 03:15, and the event ends at 04:00.
    expect(at['2027-03-28']).toEqual(['2027-03-28T01:15:00.000Z', '2027-03-28T02:00:00.000Z'])
    expect(at['2027-03-29']).toEqual(['2027-03-29T00:15:00.000Z', '2027-03-29T01:10:00.000Z'])
    expect(Object.keys(at)).toHaveLength(32)
    const nepal = await eventMaker(app, { timezone: 'Asia/Kathmandu' })
    const [first] = await occurrencesOf(app, (await nepal.create()).id)
    expect(first).toMatchObject({ startsAt: '2026-12-01T04:15:00.000Z' })
  })

  it('skips the 31st where there is none', async () => {
    const event = await make.create({
      date: '2026-12-31',
      rrule: undefined,
      recurrence: { frequency: 'monthly', monthlyOn: 'dayOfMonth', end: 'count', count: 4 },
      services: [{ service: make.service, startTime: '10:00', bookingWindow: { value: 365, unit: 'days' } }],
    })
    expect(event).toMatchObject({ rrule: 'FREQ=MONTHLY;COUNT=4;BYMONTHDAY=31', lastDate: '2027-05-31' })
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-12-31', '2027-01-31', '2027-03-31', '2027-05-31'])
  })

  it('reaches as far as its largest window, counted in days or in occurrences, and two years at most', async () => {
    const last = async (value: number, unit: string) => {
      const event = await make.create({
        services: [{ service: make.service, startTime: '10:00', bookingWindow: { value, unit } }],
      })
      return (await datesOfEvent(app, event.id)).at(-1)
    }
    expect(await last(120, 'days')).toBe('2027-03-16')
    expect(await last(20, 'occurrences')).toBe('2027-04-13')
    expect(await last(730, 'occurrences')).toBe('2028-11-14')
  })

  it('also has dates in the past, of a paper list typed in later', async () => {
    const event = await make.create({ date: '2026-11-03' })
    expect((await datesOfEvent(app, event.id)).slice(0, 4)).toEqual([
      '2026-11-03',
      '2026-11-10',
      '2026-11-17',
      '2026-11-24',
    ])
    expect(event.nextDate).toBe('2026-11-24')
    const once = await make.create({ type: 'oneOff', rrule: undefined, date: '2026-01-15' })
    expect(once).toMatchObject({
      state: 'archived',
      nextDate: null,
      lastDate: '2026-01-15',
      rrule: null,
      recurrence: null,
    })
  })

  it('is announced to the volunteers once, if ticked', async () => {
    const event = await make.create({ announce: true })
    await make.admin.patch(`/events/${event.id}`, { title: 'Другое название' })
    const { rows } = await app.pool.query(`SELECT recipient_kind, payload FROM messages WHERE kind = 'eventAnnounced'`)
    expect(rows).toEqual([{ recipient_kind: 'volunteerChat', payload: { event: event.id } }])
  })
})
