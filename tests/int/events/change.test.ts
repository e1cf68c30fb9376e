import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVisitor, makeVolunteer } from '../../factories/schedule'
import { datesOfEvent, eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { type App, codeOf, startApp } from '../../helpers/app'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
const NOW = '2026-11-21T09:00:00Z'

beforeAll(async () => {
  app = await startApp({ now: NOW })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const statusOf = async (participant: string): Promise<string> =>
  (await app.pool.query<{ status: string }>('SELECT status FROM participants WHERE id = $1', [participant])).rows[0]
    ?.status ?? ''

describe('a change of all dates', () => {
  it('moves the people after a yes, keeps their bookings and tells the volunteer once', async () => {
    const event = await make.create()
    const [first] = await occurrencesOf(app, event.id)
    const volunteer = await makeVolunteer(app.pool, '77')
    const visitor = await makeVisitor(app.pool)
    const participant = await putOn(app, visitor, first?.id ?? '', volunteer)
    const body = {
      services: [
        { id: event.services[0]?.id, service: make.service, startTime: '11:00', endTime: '13:00', capacity: 5 },
      ],
    }

    const preview = await make.admin.post(`/events/${event.id}/preview`, body)
    expect(preview.status).toBe(200)
    expect(preview.body).toMatchObject({
      added: [],
      removed: [],
      participants: [{ id: participant, visitor, occurrence: first?.id, fate: 'moved', visitorName: 'Иванов Пётр' }],
    })
    expect((preview.body.moved as unknown[])[0]).toEqual({
      date: '2026-12-01',
      from: '2026-12-01T07:00:00.000Z',
      to: '2026-12-01T08:00:00.000Z',
    })

    const refused = await make.admin.patch(`/events/${event.id}`, body)
    expect([refused.status, codeOf(refused)]).toEqual([409, 'EVENT_CHANGE_CONFIRM_REQUIRED'])
    expect((refused.body.errors as { data: object }[])[0]?.data).toMatchObject(preview.body)

    const changed = await make.admin.patch(`/events/${event.id}?confirm=true`, body)
    expect(changed.status).toBe(200)
    const [moved] = await occurrencesOf(app, event.id)
    expect(moved).toMatchObject({ id: first?.id, startsAt: '2026-12-01T08:00:00.000Z', participants: 1 })
    expect(await statusOf(participant)).toBe('expected')
    const { rows } = await app.pool.query(
      `SELECT payload FROM messages WHERE kind = 'bookingsMoved' AND recipient_id = $1`,
      [volunteer],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.payload).toMatchObject({ event: event.id, participants: [participant] })
  })

  it('a new skip date cancels, taking it out brings the date back and restores nobody', async () => {
    const event = await make.create()
    const [first, second] = await occurrencesOf(app, event.id)
    const participant = await putOn(app, await makeVisitor(app.pool), first?.id ?? '')
    const skipDates = [{ date: '2026-12-01', reason: 'Ремонт' }, { date: '2026-12-08' }]
    const refused = await make.admin.patch(`/events/${event.id}`, { skipDates })
    expect(codeOf(refused)).toBe('EVENT_CHANGE_CONFIRM_REQUIRED')
    expect((await make.admin.patch(`/events/${event.id}?confirm=true`, { skipDates })).status).toBe(200)
    expect((await datesOfEvent(app, event.id))[0]).toBe('2026-12-15')
    expect(await datesOfEvent(app, event.id, 'cancelled')).toEqual(['2026-12-01'])
    expect(await statusOf(participant)).toBe('cancelled')
    expect((await make.admin.get<{ cancelReason: string }>(`/occurrences/${first?.id}`)).body.cancelReason).toBe(
      'Ремонт',
    )
    const back = await make.admin.patch<{ doc: { nextDate: string } }>(`/events/${event.id}`, { skipDates: [] })
    expect([back.status, back.body.doc.nextDate]).toEqual([200, '2026-12-01'])
    const after = await occurrencesOf(app, event.id)
    expect(after[0]).toMatchObject({ id: first?.id, status: 'scheduled', participants: 0 })
    expect(after[1]).toMatchObject({ date: '2026-12-08', status: 'scheduled' })
    expect(after[1]?.id).not.toBe(second?.id)
    expect(await statusOf(participant)).toBe('cancelled')
  })

  it('a date that is skipped and comes back has what was edited on it by hand, though nobody was ever on it', async () => {
    const event = await make.create()
    const [first, second] = await occurrencesOf(app, event.id)
    expect((await make.admin.patch(`/occurrences/${first?.id}`, { capacity: 2 })).status).toBe(200)
    expect((await make.admin.patch(`/event-days/${second?.eventDay}`, { capacity: 7 })).status).toBe(200)
    expect(
      (await make.admin.patch(`/events/${event.id}`, { skipDates: [{ date: '2026-12-01' }, { date: '2026-12-08' }] }))
        .status,
    ).toBe(200)
    expect((await datesOfEvent(app, event.id))[0]).toBe('2026-12-15')
    expect((await make.admin.patch(`/events/${event.id}`, { skipDates: [], capacity: 30 })).status).toBe(200)
    const [after] = await occurrencesOf(app, event.id)
    expect(after).toMatchObject({ id: first?.id, date: '2026-12-01', capacity: 2, status: 'scheduled' })
    const { rows } = await app.pool.query<{ id: string; capacity: number }>(
      `SELECT id, capacity FROM event_days WHERE event_id = $1 AND date <= '2026-12-08' ORDER BY date`,
      [event.id],
    )
    expect(rows).toEqual([
      { id: first?.eventDay, capacity: 30 },
      { id: second?.eventDay, capacity: 7 },
    ])
    expect((await occurrencesOf(app, event.id)).filter(({ date }) => date === '2026-12-08')).toMatchObject([
      { capacity: 5, status: 'scheduled' },
    ])
  })

  it('splits at a date: ids, bookings and counts stay', async () => {
    const event = await make.create({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=10' })
    const before = await occurrencesOf(app, event.id)
    const third = before[2]
    const participant = await putOn(app, await makeVisitor(app.pool), third?.id ?? '')
    const answer = await make.admin.patch<{
      doc: { id: string; rrule: string; lastDate: string }
      created: { id: string; rrule: string; date: string; lastDate: string }
    }>(`/events/${event.id}?scope=following&date=2026-12-15`, { title: 'Новое имя', capacity: 30 })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.body.doc).toMatchObject({
      id: event.id,
      rrule: 'FREQ=WEEKLY;UNTIL=20261214;BYDAY=TU',
      lastDate: '2026-12-08',
    })
    expect(answer.body.created).toMatchObject({
      title: 'Новое имя',
      rrule: 'FREQ=WEEKLY;COUNT=8;BYDAY=TU',
      date: '2026-12-15',
      lastDate: '2027-02-02',
    })
    const old = await occurrencesOf(app, event.id)
    const rest = await occurrencesOf(app, answer.body.created.id)
    expect([...old, ...rest].map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(rest[0]).toMatchObject({ id: third?.id, participants: 1 })
    expect(await statusOf(participant)).toBe('expected')
  })

  it('what was edited on one date keeps its edit, field by field', async () => {
    const event = await make.create()
    const day = await make.admin.patch(`/events/${event.id}?scope=day&date=2026-12-08`, {
      capacity: 7,
      services: [{ id: event.services[0]?.id, service: make.service, startTime: '14:00', endTime: '15:00' }],
    })
    expect(day.status, JSON.stringify(day.body)).toBe(200)
    const all = await make.admin.patch(`/events/${event.id}`, {
      capacity: 25,
      services: [{ service: make.service, startTime: '10:00', endTime: '13:00', capacity: 6 }],
    })
    expect(all.status, JSON.stringify(all.body)).toBe(200)
    const [first, second] = await occurrencesOf(app, event.id)
    expect(first).toMatchObject({ endsAt: '2026-12-01T10:00:00.000Z', capacity: 6 })
    expect(second).toMatchObject({
      startsAt: '2026-12-08T11:00:00.000Z',
      endsAt: '2026-12-08T12:00:00.000Z',
      capacity: 6,
    })
    const { rows } = await app.pool.query(
      'SELECT date, capacity FROM event_days WHERE event_id = $1 ORDER BY date LIMIT 2',
      [event.id],
    )
    expect(rows).toEqual([
      { date: '2026-12-01', capacity: 25 },
      { date: '2026-12-08', capacity: 7 },
    ])
  })
})
