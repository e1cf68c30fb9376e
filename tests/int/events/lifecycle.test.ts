import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeVisitor } from '../../factories/schedule'
import { datesOfEvent, type EventDoc, eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { type App, codeOf, startApp } from '../../helpers/app'

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
const read = async (id: string): Promise<EventDoc> => (await make.admin.get<EventDoc>(`/events/${id}`)).body

describe('the archive', () => {
  it('asks about people, cancels them, and does it once', async () => {
    const event = await make.create()
    const [first] = await occurrencesOf(app, event.id)
    const participant = await putOn(app, await makeVisitor(app.pool), first?.id ?? '')
    const refused = await make.admin.post(`/events/${event.id}/archive`)
    expect([refused.status, codeOf(refused)]).toEqual([409, 'ARCHIVE_CONFIRM_REQUIRED'])
    expect((refused.body.errors as { data: { participants: object[] } }[])[0]?.data.participants).toMatchObject([
      { id: participant, fate: 'cancelled', visitorName: 'Иванов Пётр' },
    ])
    const archived = await make.admin.post<EventDoc>(`/events/${event.id}/archive`, { confirm: true })
    expect(archived.body).toMatchObject({ id: event.id, state: 'archived', nextDate: null })
    const again = await make.admin.post<EventDoc>(`/events/${event.id}/archive`, { confirm: true })
    expect(again.body).toEqual(archived.body)
    expect(await statusOf(participant)).toBe('cancelled')
    const active = await make.admin.post<EventDoc>(`/events/${event.id}/activate`)
    expect(active.body).toMatchObject({ state: 'active', nextDate: '2026-12-01', archivedAt: null })
    expect(await statusOf(participant)).toBe('cancelled')
  })

  it('holds a one-off event as soon as its local date has passed, without any job', async () => {
    const event = await make.create({ type: 'oneOff', rrule: undefined, date: '2026-11-24' })
    app.setNow('2026-11-24T20:59:00Z')
    expect(await read(event.id)).toMatchObject({ state: 'active', nextDate: '2026-11-24' })
    app.setNow('2026-11-24T21:00:00Z')
    expect(await read(event.id)).toMatchObject({ state: 'archived', nextDate: null })
    const url = `/events/${event.id}/activate`
    expect(codeOf(await make.admin.post(url))).toBe('ACTIVATION_DATE_REQUIRED')
    expect(codeOf(await make.admin.post(url, { date: '2026-11-24' }))).toBe('ACTIVATION_DATE_REQUIRED')
    const back = await make.admin.post<EventDoc>(url, { date: '2026-11-25' })
    expect(back.body).toMatchObject({ state: 'active', date: '2026-11-25', nextDate: '2026-11-25' })
    expect((await make.admin.post(url, { date: '2026-11-25' })).body).toEqual(back.body)
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-11-24', '2026-11-25'])
    expect((await occurrencesOf(app, event.id)).map(({ status }) => status)).toEqual(['scheduled', 'scheduled'])
  })

  it('gives a date back with what was called off on it, though its hours have changed since', async () => {
    const services = [
      { service: make.service, startTime: '10:00', endTime: '12:00' },
      { service: make.shower, startTime: '12:00', endTime: '13:00' },
    ]
    const event = await make.create({ type: 'oneOff', rrule: undefined, date: '2026-11-26', services })
    const [laundry] = await occurrencesOf(app, event.id)
    expect((await make.admin.post(`/occurrences/${laundry?.id}/cancel`, {})).status).toBe(200)
    const later = [
      { ...event.services[0], startTime: '15:00', endTime: '17:00' },
      { ...event.services[1], startTime: '17:00', endTime: '18:00' },
    ]
    const moved = { startTime: '14:00', endTime: '20:00', services: later }
    expect((await make.admin.patch(`/events/${event.id}`, moved)).status).toBe(200)
    expect((await make.admin.post(`/events/${event.id}/archive`)).status).toBe(200)
    const back = await make.admin.post<EventDoc>(`/events/${event.id}/activate`, { date: '2026-11-26' })
    expect([back.status, back.body.state]).toEqual([200, 'active'])
    expect((await occurrencesOf(app, event.id)).map(({ startsAt, status }) => [startsAt, status])).toEqual([
      ['2026-11-26T12:00:00.000Z', 'scheduled'],
      ['2026-11-26T14:00:00.000Z', 'scheduled'],
    ])
  })

  it('gives an ended series back only with a new end; the past stays past', async () => {
    const event = await make.create({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' })
    app.setNow('2027-02-01T09:00:00Z')
    expect(await read(event.id)).toMatchObject({ state: 'archived', lastDate: '2026-12-08' })
    expect(codeOf(await make.admin.post(`/events/${event.id}/activate`))).toBe('ACTIVATION_END_REQUIRED')
    const changed = await make.admin.patch<{ doc: EventDoc }>(`/events/${event.id}`, {
      rrule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270215',
    })
    expect(changed.body.doc).toMatchObject({ state: 'active', nextDate: '2027-02-02', lastDate: '2027-02-09' })
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-12-01', '2026-12-08', '2027-02-02', '2027-02-09'])
  })
})

describe('a deleted event', () => {
  it('disappears, its past with who came stays', async () => {
    const event = await make.create({ date: '2026-11-17' })
    const [past, next] = await occurrencesOf(app, event.id)
    const came = await putOn(app, await makeVisitor(app.pool), past?.id ?? '')
    await app.pool.query(`UPDATE participants SET status = 'attended' WHERE id = $1`, [came])
    const booked = await putOn(app, await makeVisitor(app.pool), next?.id ?? '')
    expect(codeOf(await make.admin.delete(`/events/${event.id}`))).toBe('DELETE_CONFIRM_REQUIRED')
    expect((await make.admin.delete(`/events/${event.id}?confirm=true`)).status).toBe(200)
    expect((await make.admin.get(`/events/${event.id}`)).status).toBe(404)
    expect((await make.admin.delete(`/events/${event.id}?confirm=true`)).status).toBe(404)
    expect([await statusOf(came), await statusOf(booked)]).toEqual(['attended', 'cancelled'])
    const left = await occurrencesOf(app, event.id)
    expect(left.map(({ date, status }) => [date, status])).toEqual([
      ['2026-11-17', 'scheduled'],
      ['2026-11-24', 'cancelled'],
    ])
    expect((await make.admin.get(`/occurrences/${past?.id}`)).status).toBe(200)
  })
})

describe('the horizon', () => {
  it('is extended by night and on demand, once, and nothing deleted comes back', async () => {
    const { ensureExpanded } = await import('@/operations/events/ensureExpanded')
    const { extendHorizon } = await import('@/jobs/extendHorizon')
    const event = await make.create()
    const [first] = await occurrencesOf(app, event.id)
    expect((await make.admin.delete(`/event-days/${first?.eventDay}`)).status).toBe(200)
    await extendHorizon.run(app.payload, new Date(NOW))
    const nightly = await datesOfEvent(app, event.id)
    expect([nightly[0], nightly.at(-1)]).toEqual(['2026-12-08', '2027-04-20'])
    await Promise.all(
      [1, 2, 3].map(() => ensureExpanded(app.payload, { from: '2027-12-31', until: '2027-12-31', now: new Date(NOW) })),
    )
    const asked = await datesOfEvent(app, event.id)
    expect([asked.length, asked.at(-1)]).toEqual([56, '2027-12-28'])
    // Beyond the limit nothing can exist, so no dates up to it are created either.
    await ensureExpanded(app.payload, { from: '2099-01-01', until: '2099-02-01', now: new Date(NOW) })
    expect((await datesOfEvent(app, event.id)).at(-1)).toBe('2027-12-28')
    await ensureExpanded(app.payload, { from: '2028-01-01', until: '2099-01-01', now: new Date(NOW) })
    expect((await datesOfEvent(app, event.id)).at(-1)).toBe('2028-11-14')
  })
})
