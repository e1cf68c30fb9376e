import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeVisitor } from '../../factories/schedule'
import { datesOfEvent, type EventDoc, eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { type Answer, type App, codeOf, startApp } from '../../helpers/app'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
const NOW = '2026-11-21T09:00:00Z'

beforeAll(async () => {
  app = await startApp({ now: NOW })
  make = await eventMaker(app)
})
beforeEach(() => app.setNow(NOW))
afterAll(() => app.close())

const statusOf = async (participant: string): Promise<string> =>
  (await app.pool.query<{ status: string }>('SELECT status FROM participants WHERE id = $1', [participant])).rows[0]
    ?.status ?? ''
const dataOf = (answer: Answer<unknown>): Record<string, unknown> =>
  (answer.body as { errors: { data: Record<string, unknown> }[] }).errors[0]?.data ?? {}
const pathsOf = (answer: Answer<unknown>): string[] =>
  ((dataOf(answer).errors ?? []) as { path: string }[]).map(({ path }) => path)

describe('every date not begun', () => {
  it('follows the place into another zone, the past does not', async () => {
    const event = await make.create({ date: '2026-11-17' })
    const berlin = await make.admin.post<{ doc: { id: string } }>('/places', {
      title: 'Berlin',
      timezone: 'Europe/Berlin',
    })
    const changed = await make.admin.patch(`/events/${event.id}`, { place: berlin.body.doc.id })
    expect(changed.status).toBe(200)
    const [past, next] = await occurrencesOf(app, event.id)
    expect([past?.startsAt, next?.startsAt]).toEqual(['2026-11-17T07:00:00.000Z', '2026-11-24T09:00:00.000Z'])
    expect(
      (await make.admin.patch(`/places/${berlin.body.doc.id}`, { title: 'Berlin-Mitte', timezone: 'Europe/Berlin' }))
        .status,
    ).toBe(200)
  })

  it('does not include today once it has begun', async () => {
    const event = await make.create({ date: '2026-11-24' })
    app.setNow('2026-11-24T07:30:00Z')
    await make.admin.patch(`/events/${event.id}`, {
      services: [{ service: make.service, startTime: '15:00', endTime: '16:00' }],
    })
    const [today, next] = await occurrencesOf(app, event.id)
    expect([today?.startsAt, next?.startsAt]).toEqual(['2026-11-24T07:00:00.000Z', '2026-12-01T12:00:00.000Z'])
    const skipped = await make.admin.patch(`/events/${event.id}`, { skipDates: [{ date: '2026-11-24' }] })
    expect(skipped.status).toBe(200)
    expect((await datesOfEvent(app, event.id))[0]).toBe('2026-11-24')
  })

  it('cancels people on a service that is taken out, and keeps the others', async () => {
    const event = await make.create({
      services: [
        { service: make.service, startTime: '10:00', endTime: '12:00' },
        { service: make.shower, startTime: '12:00', endTime: '13:00' },
      ],
    })
    const [laundry, shower] = await occurrencesOf(app, event.id)
    const [stays, goes] = [
      await putOn(app, await makeVisitor(app.pool), laundry?.id ?? ''),
      await putOn(app, await makeVisitor(app.pool), shower?.id ?? ''),
    ]
    const body = { services: [event.services[0]] }
    const refused = await make.admin.patch(`/events/${event.id}`, body)
    expect(dataOf(refused)).toMatchObject({
      code: 'EVENT_CHANGE_CONFIRM_REQUIRED',
      added: [],
      moved: [],
      removed: [],
      participants: [{ id: goes, fate: 'cancelled' }],
    })
    expect((await make.admin.patch(`/events/${event.id}?confirm=true`, body)).status).toBe(200)
    expect([await statusOf(stays), await statusOf(goes)]).toEqual(['expected', 'cancelled'])
    expect((await occurrencesOf(app, event.id)).slice(0, 3).map(({ date, status }) => [date, status])).toEqual([
      ['2026-12-01', 'scheduled'],
      ['2026-12-01', 'cancelled'],
      ['2026-12-08', 'scheduled'],
    ])
  })

  it('does not send people booked on one service to another under the same line id', async () => {
    const event = await make.create()
    const [occurrence] = await occurrencesOf(app, event.id)
    const participant = await putOn(app, await makeVisitor(app.pool), occurrence?.id ?? '')
    const swapped = await make.admin.patch<{ doc: EventDoc }>(`/events/${event.id}?confirm=true`, {
      services: [{ ...event.services[0], service: make.shower }],
    })
    expect(swapped.body.doc.services[0]?.id).not.toBe(event.services[0]?.id)
    expect(await statusOf(participant)).toBe('cancelled')
  })

  it('keeps a line found by its service and start time, its window and its capacity', async () => {
    const event = await make.create()
    const changed = await make.admin.patch<{ doc: EventDoc }>(`/events/${event.id}`, {
      services: [{ service: make.service, startTime: '10:00', endTime: '11:00' }],
    })
    expect(changed.body.doc.services[0]).toMatchObject({
      id: event.services[0]?.id,
      endTime: '11:00',
      capacity: 5,
      bookingWindow: { value: 20, unit: 'days' },
    })
  })

  it('never falls below the people on it; a service changed by hand that no longer fits follows', async () => {
    const event = await make.create()
    const [first, second] = await occurrencesOf(app, event.id)
    for (let index = 0; index < 3; index += 1) await putOn(app, await makeVisitor(app.pool), first?.id ?? '')
    const services = [{ ...event.services[0], capacity: 2 }]
    const below = await make.admin.patch(`/events/${event.id}`, { services })
    expect(dataOf(below)).toMatchObject({ code: 'CAPACITY_BELOW_PARTICIPANTS', dates: ['2026-12-01'] })
    expect(codeOf(await make.admin.post(`/events/${event.id}/preview`, { services }))).toBe(
      'CAPACITY_BELOW_PARTICIPANTS',
    )
    expect((await make.admin.patch(`/occurrences/${second?.id}`, { capacity: 9 })).status).toBe(200)
    const less = { capacity: 6, services: [{ ...event.services[0], capacity: 5 }] }
    const preview = await make.admin.post<{ edited: unknown[] }>(`/events/${event.id}/preview`, less)
    expect(preview.body.edited).toEqual([
      { date: '2026-12-08', occurrence: second?.id, field: 'capacity', was: 9, keeps: false, becomes: 5 },
    ])
    expect((await make.admin.patch(`/events/${event.id}`, less)).status).toBe(200)
    expect((await occurrencesOf(app, event.id))[1]).toMatchObject({ id: second?.id, capacity: 5 })
  })

  it('shows added, moved and removed dates when the rule changes', async () => {
    const event = await make.create({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' })
    const preview = await make.admin.post(`/events/${event.id}/preview`, {
      rrule: 'FREQ=WEEKLY;BYDAY=TU,WE;COUNT=4',
      startTime: '09:00',
    })
    expect(preview.body).toMatchObject({
      added: ['2026-12-02', '2026-12-09'],
      removed: ['2026-12-15'],
      moved: [{ date: '2026-12-01' }, { date: '2026-12-08' }],
      participants: [],
    })
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-12-01', '2026-12-08', '2026-12-15'])
  })

  it('turns a one-off event into a series and back; moving its date cancels who was on it', async () => {
    const event = await make.create({ type: 'oneOff', rrule: undefined, date: '2026-12-01' })
    const [occurrence] = await occurrencesOf(app, event.id)
    const participant = await putOn(app, await makeVisitor(app.pool), occurrence?.id ?? '')
    expect(
      (
        await make.admin.patch(`/events/${event.id}`, {
          type: 'recurring',
          recurrence: { frequency: 'weekly', end: 'count', count: 3 },
        })
      ).status,
    ).toBe(200)
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-12-01', '2026-12-08', '2026-12-15'])
    const { body: form } = await make.admin.get(`/events/${event.id}`)
    expect((await make.admin.patch(`/events/${event.id}`, { ...form, type: 'oneOff' })).status).toBe(200)
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-12-01'])
    expect(await statusOf(participant)).toBe('expected')
    expect(codeOf(await make.admin.patch(`/events/${event.id}`, { date: '2026-12-03' }))).toBe(
      'EVENT_CHANGE_CONFIRM_REQUIRED',
    )
    const moved = await make.admin.patch<{ doc: EventDoc }>(`/events/${event.id}?confirm=true`, { date: '2026-12-03' })
    expect(moved.body.doc).toMatchObject({ date: '2026-12-03', lastDate: '2026-12-03', nextDate: '2026-12-03' })
    expect(await statusOf(participant)).toBe('cancelled')
  })

  it('is written as the panel sends it: a form with the whole document', async () => {
    const send = async (method: string, path: string, document: object) => {
      const form = new FormData()
      form.set('_payload', JSON.stringify(document))
      const answer = await fetch(`${app.url}${path}`, { method, headers: make.admin.headers, body: form })
      return { status: answer.status, body: (await answer.json()) as { doc: EventDoc } }
    }
    const created = await send(
      'POST',
      '/events?depth=0',
      make.body({
        rrule: '',
        recurrence: { frequency: 'weekly', interval: null, weekdays: [], monthlyOn: null, end: 'never' },
        state: null,
        nextDate: null,
        lastDate: null,
      }),
    )
    expect([created.status, created.body.doc.rrule]).toEqual([201, 'FREQ=WEEKLY;BYDAY=TU'])
    const changed = await send('PATCH', `/events/${created.body.doc.id}?depth=0&fallback-locale=null`, {
      ...created.body.doc,
      title: 'Из панели',
    })
    expect([changed.status, changed.body.doc.title]).toEqual([200, 'Из панели'])
    const [occurrence] = await occurrencesOf(app, created.body.doc.id)
    const { body: shown } = await make.admin.get(`/occurrences/${occurrence?.id}`)
    expect((await send('PATCH', `/occurrences/${occurrence?.id}`, { ...shown, capacity: 3 })).status).toBe(200)
  })

  it('takes the whole form back without a change, and refuses unknown fields', async () => {
    const event = await make.create({ skipDates: [{ date: '2026-12-08', reason: 'Праздник' }] })
    const before = await occurrencesOf(app, event.id)
    const { body: form } = await make.admin.get<EventDoc>(`/events/${event.id}`)
    const same = await make.admin.patch<{ doc: EventDoc }>(`/events/${event.id}`, form)
    expect([
      same.status,
      same.body.doc.services,
      same.body.doc.skipDates.map(({ date, reason }) => [date, reason]),
    ]).toEqual([200, form.services, [['2026-12-08', 'Праздник']]])
    expect(await occurrencesOf(app, event.id)).toEqual(before)
    expect(pathsOf(await make.admin.patch(`/events/${event.id}`, { colour: 1 }))).toEqual(['colour'])
    expect(
      pathsOf(
        await make.admin.patch(`/events/${event.id}`, { rrule: 'FREQ=DAILY', recurrence: { frequency: 'monthly' } }),
      ),
    ).toEqual(['rrule'])
    expect((await make.admin.patch(`/events/00000000-0000-4000-8000-000000000000`, { title: 'x' })).status).toBe(404)
    expect((await (await app.as('viewer')).patch(`/events/${event.id}`, { title: 'x' })).status).toBe(403)
  })
})

describe('one date or the rest', () => {
  it('needs a date of the event, and changes only what it may', async () => {
    const event = await make.create()
    const url = `/events/${event.id}`
    expect(pathsOf(await make.admin.patch(`${url}?scope=day`, { capacity: 3 }))).toEqual(['date'])
    expect(pathsOf(await make.admin.patch(`${url}?scope=day&date=2026-12-02`, { capacity: 30 }))).toEqual(['date'])
    expect(pathsOf(await make.admin.patch(`${url}?scope=following&date=2026-12-02`, { capacity: 30 }))).toEqual([
      'date',
    ])
    expect(
      pathsOf(
        await make.admin.patch(`${url}?scope=day&date=2026-12-01`, { title: 'x', rrule: 'FREQ=DAILY', capacity: 30 }),
      ),
    ).toEqual(['title', 'rrule'])
    expect(
      pathsOf(
        await make.admin.patch(`${url}?scope=day&date=2026-12-01`, {
          services: [{ service: make.shower, startTime: '10:00' }],
        }),
      ),
    ).toEqual(['services.0'])
    expect(pathsOf(await make.admin.patch(`${url}?scope=day&date=2026-12-01`, { startTime: '11:00' }))).toEqual([
      'startTime',
    ])
    expect((await make.admin.patch(`${url}?scope=week`, {})).status).toBe(400)
  })

  it('splits beyond the horizon, with skip dates and a deleted date on their side', async () => {
    const event = await make.create({ skipDates: [{ date: '2026-12-08' }, { date: '2027-01-12' }] })
    const all = await occurrencesOf(app, event.id)
    await make.admin.delete(`/event-days/${all.find(({ date }) => date === '2027-01-19')?.eventDay}`)
    const { body } = await make.admin.patch<{ doc: EventDoc; created: EventDoc }>(
      `/events/${event.id}?scope=following&date=2027-01-05`,
      { startTime: '09:00' },
    )
    expect(body.doc).toMatchObject({ skipDates: [{ date: '2026-12-08' }], lastDate: '2026-12-29' })
    expect(body.created).toMatchObject({ skipDates: [{ date: '2027-01-12' }], date: '2027-01-05', startTime: '09:00' })
    expect((await datesOfEvent(app, body.created.id)).slice(0, 2)).toEqual(['2027-01-05', '2027-01-26'])
    const far = await make.admin.patch<{ created: EventDoc }>(
      `/events/${body.created.id}?scope=following&date=2029-01-02`,
      { title: 'Далеко' },
    )
    expect([far.status, far.body.created.date, far.body.created.nextDate]).toEqual([200, '2029-01-02', '2029-01-02'])
    expect((await datesOfEvent(app, body.created.id)).at(-1)).toBe('2027-02-16')
  })

  it('moves the rest with its people to another day of the week after a yes', async () => {
    const event = await make.create()
    const occurrences = await occurrencesOf(app, event.id)
    const participant = await putOn(app, await makeVisitor(app.pool), occurrences[1]?.id ?? '')
    const url = `/events/${event.id}?scope=following&date=2026-12-08`
    const body = { date: '2026-12-09', rrule: 'FREQ=WEEKLY;BYDAY=WE' }
    expect(dataOf(await make.admin.patch(url, body))).toMatchObject({
      code: 'EVENT_CHANGE_CONFIRM_REQUIRED',
      participants: [{ id: participant, fate: 'cancelled' }],
    })
    expect(await datesOfEvent(app, event.id)).toHaveLength(12)
    const done = await make.admin.patch<{ created: EventDoc }>(`${url}&confirm=true`, body)
    expect((await datesOfEvent(app, done.body.created.id)).slice(0, 2)).toEqual(['2026-12-09', '2026-12-16'])
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-12-01'])
    expect(await statusOf(participant)).toBe('cancelled')
  })
})
