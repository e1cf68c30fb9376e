import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
beforeEach(() => app.setNow(NOW))
afterAll(() => app.close())

const firstOf = async (over: Record<string, unknown> = {}) => {
  const event = await make.create(over)
  const [occurrence, second] = await occurrencesOf(app, event.id)
  if (!occurrence || !second) throw new Error('No dates')
  return { event, occurrence, second }
}
const statusOf = async (participant: string): Promise<string> =>
  (await app.pool.query<{ status: string }>('SELECT status FROM participants WHERE id = $1', [participant])).rows[0]
    ?.status ?? ''

describe('one occurrence', () => {
  it('changes its time within its day, asks about people first and tells after', async () => {
    const { occurrence } = await firstOf()
    const volunteer = await makeVolunteer(app.pool, '901')
    const participant = await putOn(app, await makeVisitor(app.pool), occurrence.id, volunteer)
    const url = `/occurrences/${occurrence.id}`
    const later = { startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-01T09:30:00.000Z' }
    const refused = await make.admin.patch(url, later)
    expect([refused.status, codeOf(refused)]).toEqual([409, 'OCCURRENCE_CHANGE_CONFIRM_REQUIRED'])
    const changed = await make.admin.patch(`${url}?confirm=true`, later)
    expect(changed.body.doc).toMatchObject({ ...later, edited: true, participants: 1 })
    expect(await statusOf(participant)).toBe('expected')
    const { rows } = await app.pool.query(
      `SELECT payload FROM messages WHERE kind = 'bookingsMoved' AND recipient_id = $1`,
      [volunteer],
    )
    expect(rows).toMatchObject([
      {
        payload: {
          participants: [participant],
          moved: [{ occurrence: occurrence.id, from: '2026-12-01T07:00:00.000Z', to: '2026-12-01T08:00:00.000Z' }],
        },
      },
    ])
  })

  it('accepts the whole form back, and refuses any other change', async () => {
    const { occurrence, second } = await firstOf()
    const url = `/occurrences/${occurrence.id}`
    const { body: form } = await make.admin.get(url)
    expect((await make.admin.patch(url, { ...form, capacity: 4 })).body.doc).toMatchObject({
      capacity: 4,
      edited: true,
    })
    for (const other of [
      { place: '0198a000-0000-7000-8000-00000000ffff' },
      { service: make.shower },
      { date: second.date },
      { status: 'cancelled' },
      { participants: 3 },
      { colour: 1 },
    ]) {
      const answer = await make.admin.patch(url, other)
      expect([Object.keys(other)[0], answer.status, codeOf(answer)]).toEqual([Object.keys(other)[0], 400, 'VALIDATION'])
    }
  })

  it.each([
    ['before the hours of the event', { startsAt: '2026-12-01T06:00:00Z' }, 'startsAt'],
    ['after them', { endsAt: '2026-12-01T15:30:00Z' }, 'endsAt'],
    ['an end before the start', { endsAt: '2026-12-01T07:00:00Z' }, 'endsAt'],
    ['another date', { startsAt: '2026-12-02T07:00:00Z', endsAt: '2026-12-02T08:00:00Z' }, 'startsAt'],
  ])('refuses a time %s', async (_name, change, path) => {
    const { occurrence } = await firstOf()
    const answer = await make.admin.patch(`/occurrences/${occurrence.id}`, change)
    expect(answer.body).toMatchObject({ errors: [{ data: { code: 'VALIDATION', errors: [{ path }] } }] })
  })

  it('has a capacity between its people and its day; once begun only that can change', async () => {
    const { occurrence } = await firstOf()
    const url = `/occurrences/${occurrence.id}`
    await putOn(app, await makeVisitor(app.pool), occurrence.id)
    await putOn(app, await makeVisitor(app.pool), occurrence.id)
    expect(codeOf(await make.admin.patch(url, { capacity: 1 }))).toBe('CAPACITY_BELOW_PARTICIPANTS')
    expect(codeOf(await make.admin.patch(url, { capacity: 21 }))).toBe('CAPACITY_ABOVE_EVENT')
    app.setNow('2026-12-01T07:30:00Z')
    expect((await make.admin.patch(url, { capacity: 8 })).status).toBe(200)
    expect(codeOf(await make.admin.patch(`${url}?confirm=true`, { endsAt: '2026-12-01T10:00:00Z' }))).toBe('VALIDATION')
  })

  it('is cancelled with its people after a yes, and the second call answers the same', async () => {
    const { event, occurrence } = await firstOf()
    const participant = await putOn(app, await makeVisitor(app.pool), occurrence.id)
    const url = `/occurrences/${occurrence.id}/cancel`
    expect(codeOf(await make.admin.post(url, { reason: 'Болеет' }))).toBe('CANCEL_CONFIRM_REQUIRED')
    const cancelled = await make.admin.post(url, { reason: 'Болеет', confirm: true })
    expect(cancelled.body).toMatchObject({
      id: occurrence.id,
      status: 'cancelled',
      cancelReason: 'Болеет',
      participants: 0,
    })
    expect((await make.admin.post(url, {})).body).toEqual(cancelled.body)
    expect(await statusOf(participant)).toBe('cancelled')
    await make.admin.patch(`/events/${event.id}`, {
      services: [{ service: make.service, startTime: '10:00', endTime: '11:00' }],
    })
    expect((await occurrencesOf(app, event.id))[0]).toMatchObject({ id: occurrence.id, status: 'cancelled' })
  })

  it('is deleted only without people, and then never comes back in any scope', async () => {
    const { event, occurrence } = await firstOf()
    const participant = await putOn(app, await makeVisitor(app.pool), occurrence.id)
    const url = `/occurrences/${occurrence.id}`
    expect(codeOf(await make.admin.delete(url))).toBe('OCCURRENCE_HAS_PARTICIPANTS')
    await app.pool.query(`UPDATE participants SET status = 'cancelled' WHERE id = $1`, [participant])
    expect((await make.admin.delete(url)).status).toBe(200)
    await make.admin.patch(`/events/${event.id}`, {
      endTime: '19:00',
      services: [{ id: event.services[0]?.id, service: make.service, startTime: '12:00', endTime: '13:00' }],
    })
    await make.admin.patch(`/events/${event.id}?scope=day&date=2026-12-01`, { capacity: 12 })
    const { body } = await make.admin.patch<{ created: null }>(`/events/${event.id}?scope=following&date=2026-12-01`, {
      endTime: '20:00',
    })
    expect(body.created).toBeNull()
    expect((await occurrencesOf(app, event.id))[0]?.date).toBe('2026-12-08')
    expect((await datesOfEvent(app, event.id))[0]).toBe('2026-12-01')
  })
})

describe('one date', () => {
  it('has a capacity of its own, not below its people nor its services', async () => {
    const { occurrence } = await firstOf()
    const url = `/event-days/${occurrence.eventDay}`
    expect((await make.admin.patch(url, { capacity: 6 })).body.doc).toMatchObject({ capacity: 6 })
    expect(codeOf(await make.admin.patch(url, { capacity: 4 }))).toBe('CAPACITY_ABOVE_EVENT')
    expect(codeOf(await make.admin.patch(url, { startTime: '11:00' }))).toBe('VALIDATION')
    expect((await make.admin.patch('/event-days/00000000-0000-4000-8000-000000000000', { capacity: 4 })).status).toBe(
      404,
    )
  })

  it('is called off: its people are cancelled and told why', async () => {
    const { occurrence, event } = await firstOf()
    const volunteer = await makeVolunteer(app.pool, '902')
    const participant = await putOn(app, await makeVisitor(app.pool), occurrence.id, volunteer)
    const url = `/event-days/${occurrence.eventDay}/cancel`
    expect(codeOf(await make.admin.post(url))).toBe('CANCEL_CONFIRM_REQUIRED')
    const cancelled = await make.admin.post(url, { confirm: true, reason: 'Нет воды' })
    expect(cancelled.body).toMatchObject({ status: 'cancelled', participants: 0, cancelReason: 'Нет воды' })
    expect((await make.admin.post(url)).body).toEqual(cancelled.body)
    const { rows } = await app.pool.query(
      `SELECT payload FROM messages WHERE kind = 'bookingsCancelled' AND recipient_id = $1`,
      [volunteer],
    )
    expect(rows).toMatchObject([{ payload: { participants: [participant], reason: 'Нет воды', date: '2026-12-01' } }])
    expect((await make.admin.get(`/events/${event.id}`)).body).toMatchObject({ nextDate: '2026-12-08' })
  })

  it('once deleted stays away when the series changes in any scope and the whole event is sent again', async () => {
    const { event, second } = await firstOf()
    expect((await make.admin.delete(`/event-days/${second.eventDay}`)).status).toBe(200)
    const { body: form } = await make.admin.get(`/events/${event.id}`)
    expect((await make.admin.patch(`/events/${event.id}`, { ...form, startTime: '09:00' })).status).toBe(200)
    expect((await datesOfEvent(app, event.id)).slice(0, 2)).toEqual(['2026-12-01', '2026-12-15'])
    const { body } = await make.admin.patch<{ created: { id: string } }>(
      `/events/${event.id}?scope=following&date=2026-12-15`,
      { rrule: 'FREQ=WEEKLY;BYDAY=TU,WE' },
    )
    expect((await datesOfEvent(app, body.created.id)).slice(0, 2)).toEqual(['2026-12-15', '2026-12-16'])
    expect(codeOf(await make.admin.patch(`/events/${event.id}?scope=day&date=2026-12-08`, { capacity: 7 }))).toBe(
      'VALIDATION',
    )
    expect(await datesOfEvent(app, event.id)).toEqual(['2026-12-01'])
  })

  it('can be written through its own routes only', async () => {
    const { occurrence, event } = await firstOf()
    expect((await make.admin.post('/occurrences', occurrence)).status).toBe(403)
    expect((await make.admin.post('/event-days', { event: event.id, date: '2026-12-02' })).status).toBe(403)
    expect((await (await app.as('viewer')).patch(`/occurrences/${occurrence.id}`, { capacity: 3 })).status).toBe(403)
    await expect(
      app.payload.update({ collection: 'occurrences', id: occurrence.id, data: { capacity: 3 } }),
    ).rejects.toThrow('METHOD_NOT_ALLOWED')
    const bulk = await make.admin.patch<{ docs: object[]; errors: object[] }>(
      `/occurrences?where[event][equals]=${event.id}`,
      { capacity: 3 },
    )
    expect([bulk.status, bulk.body.docs.length, bulk.body.errors]).toEqual([200, 12, []])
  })
})
