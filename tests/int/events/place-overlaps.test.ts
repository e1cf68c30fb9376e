import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EventDoc, eventMaker } from '../../factories/events'
import { type App, startApp } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'

type Warning = { code: string; event: string; title: string; dates: string[]; more: number }
type Warned = { warnings: Warning[]; doc: EventDoc; created: EventDoc | null }
type Maker = Awaited<ReturnType<typeof eventMaker>>

let app: App
let make: Maker
beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
})
beforeEach(async () => {
  make = await eventMaker(app)
})
afterAll(() => app.close())

/** A one-off event for the doctor, by default at the same time as laundry. */
const doctor = (over: object = {}) => ({
  title: 'Приём врача',
  type: 'oneOff',
  rrule: null,
  date: '2026-12-08',
  startTime: '14:00',
  endTime: '15:00',
  services: [{ service: make.shower, startTime: '14:00', endTime: '15:00', capacity: 3 }],
  ...over,
})
const at = (startTime: string, endTime: string) => ({
  startTime,
  endTime,
  services: [{ service: make.shower, startTime, endTime, capacity: 3 }],
})

const created = async (over: object): Promise<Warned> => {
  const { status, body } = await make.admin.post<Warned>('/events', make.body({ ...over }))
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const preview = async (id: string, body: object): Promise<Warning[]> =>
  (await make.admin.post<Warned>(`/events/${id}/preview`, body)).body.warnings
const change = async (id: string, query: string, body: object): Promise<Warned> => {
  const answer = await make.admin.patch<Warned>(`/events/${id}?${query}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

describe('two events at one place at one time', () => {
  it('is said beside a new event, and is no refusal', async () => {
    const laundry = await created({})
    expect(laundry.warnings).toEqual([])
    const { doc, warnings } = await created(doctor())
    expect(doc.title).toBe('Приём врача')
    expect(warnings).toEqual([
      { code: 'PLACE_OVERLAP', event: laundry.doc.id, title: 'Стирка по вторникам', dates: ['2026-12-08'], more: 0 },
    ])
  })

  it('names the first ten dates and counts the rest', async () => {
    const laundry = await created({})
    const { warnings } = await created({ title: 'Обед', date: '2026-12-02', rrule: 'FREQ=DAILY' })
    expect(warnings).toMatchObject([{ event: laundry.doc.id, more: 1 }])
    expect(warnings[0]?.dates).toEqual([
      '2026-12-08',
      '2026-12-15',
      '2026-12-22',
      '2026-12-29',
      '2027-01-05',
      '2027-01-12',
      '2027-01-19',
      '2027-01-26',
      '2027-02-02',
      '2027-02-09',
    ])
  })

  it.each([
    ['ends when the other begins', '2026-12-08', '08:00', '10:00'],
    ['begins when the other ends', '2026-12-08', '18:00', '19:00'],
    ['is on another date', '2026-12-09', '14:00', '15:00'],
  ])('says nothing when it %s', async (_name, date, start, end) => {
    await created({})
    expect((await created(doctor({ date, ...at(start, end) }))).warnings).toEqual([])
  })

  it.each([
    ['by a minute before', '08:00', '10:01'],
    ['by a minute after', '17:59', '19:00'],
    ['all around it', '08:00', '20:00'],
  ])('says it when they overlap %s', async (_name, start, end) => {
    const { doc } = await created({})
    expect((await created(doctor(at(start, end)))).warnings).toMatchObject([{ event: doc.id, dates: ['2026-12-08'] }])
  })

  it('says nothing of another place, of the deleted, the archived and the cancelled', async () => {
    const elsewhere = await eventMaker(app)
    const gone = await created({})
    await created({ place: elsewhere.place })
    const away = await created({})
    const off = await created(doctor())
    const { rows } = await app.pool.query<{ id: string }>('SELECT id FROM event_days WHERE event_id = $1', [off.doc.id])
    expect((await make.admin.delete(`/events/${gone.doc.id}`)).status).toBe(200)
    expect((await make.admin.post(`/events/${away.doc.id}/archive`)).status).toBe(200)
    expect((await make.admin.post(`/event-days/${rows[0]?.id}/cancel`)).status).toBe(200)
    expect((await created(doctor())).warnings).toEqual([])
  })

  it('says nothing of dates that have begun', async () => {
    // It is noon in Moscow, so laundry is in progress.
    const { doc } = await created({ date: '2026-11-21', rrule: null, type: 'oneOff' })
    expect((await created(doctor({ date: '2026-11-21', ...at('11:00', '12:30') }))).warnings).toEqual([])
    expect((await created(doctor({ date: '2026-11-21', ...at('12:30', '13:00') }))).warnings).toEqual([
      { code: 'PLACE_OVERLAP', event: doc.id, title: doc.title, dates: ['2026-11-21'], more: 0 },
    ])
  })
})

describe('a change', () => {
  it.each([
    ['all', 'scope=all', {}],
    ['following', 'scope=following&date=2026-12-08', { scope: 'following', date: '2026-12-08' }],
    ['day', 'scope=day&date=2026-12-08', { scope: 'day', date: '2026-12-08' }],
  ])('says before and after it who else is there: %s', async (_scope, query, scope) => {
    const { doc: visit } = await created(doctor({ ...at('08:00', '10:00') }))
    const { doc, warnings } = await created({})
    expect(warnings).toEqual([])
    const expected = [{ code: 'PLACE_OVERLAP', event: visit.id, title: 'Приём врача', dates: ['2026-12-08'], more: 0 }]
    const earlier = { startTime: '09:30' }
    expect(await preview(doc.id, { ...earlier, ...scope })).toEqual(expected)
    const changed = await change(doc.id, query, earlier)
    expect(changed.warnings).toEqual(expected)
    if (changed.created)
      expect((await change(changed.created.id, 'scope=all', { title: 'Позже' })).warnings).toEqual(expected)
  })

  it('to where nobody is says nothing, and one that leaves the times says what is so already', async () => {
    const { doc: visit } = await created(doctor())
    const { doc } = await created({})
    expect(await preview(doc.id, { title: 'Баня' })).toMatchObject([{ event: visit.id, dates: ['2026-12-08'] }])
    expect(await preview(doc.id, { skipDates: [{ date: '2026-12-08' }] })).toEqual([])
    expect(await preview(doc.id, { date: '2026-12-02', rrule: 'FREQ=WEEKLY;BYDAY=WE' })).toEqual([])
    const other = await eventMaker(app)
    expect((await change(doc.id, '', { place: other.place })).warnings).toEqual([])
  })

  it('asks once, however many dates and events there are', async () => {
    const { doc } = await created({})
    await created(doctor())
    const few = await countStatements(app.payload, () => preview(doc.id, { rrule: 'FREQ=WEEKLY;COUNT=2' }))
    await created({ title: 'Обед' })
    const many = await countStatements(app.payload, () => preview(doc.id, { rrule: 'FREQ=DAILY' }))
    expect([many.result.length, many.texts.filter((text) => text.includes('PLACE_OVERLAP')).length]).toEqual([2, 1])
    expect(many.statements).toBe(few.statements)
  })
})

describe('an event that comes back', () => {
  it('says who is there by now, a series and a one-off event', async () => {
    const { doc: series } = await created({})
    const { doc: once } = await created(doctor({ date: '2026-12-09' }))
    await make.admin.post(`/events/${series.id}/archive`)
    await make.admin.post(`/events/${once.id}/archive`)
    const { doc: visit } = await created(doctor())
    const back = await make.admin.post<Warned>(`/events/${series.id}/activate`)
    expect([back.status, back.body.warnings]).toEqual([
      200,
      [{ code: 'PLACE_OVERLAP', event: visit.id, title: 'Приём врача', dates: ['2026-12-08'], more: 0 }],
    ])
    const anew = await make.admin.post<Warned>(`/events/${once.id}/activate`, { date: '2026-12-15' })
    expect([anew.status, anew.body.warnings.map(({ event, dates }) => [event, dates])]).toEqual([
      200,
      [[series.id, ['2026-12-15']]],
    ])
  })

  it('is not warned of while it is away', async () => {
    const { doc } = await created({})
    await created(doctor())
    await make.admin.post(`/events/${doc.id}/archive`)
    expect(await preview(doc.id, { startTime: '09:00' })).toEqual([])
  })
})

it('the first answer comes back under its idempotency key, warnings and all', async () => {
  await created({})
  const key = { 'idempotency-key': 'overlap-1' }
  const body = make.body({ ...doctor() })
  const first = await make.admin.post<Warned>('/events', body, key)
  await created(doctor({ title: 'Позже' }))
  const again = await make.admin.post<Warned>('/events', body, key)
  expect([first.body.warnings.length, again.status, again.body]).toEqual([1, 201, first.body])
})
