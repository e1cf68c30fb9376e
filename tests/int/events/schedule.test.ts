import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVisitor } from '../../factories/schedule'
import { type EventDoc, eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { type App, codeOf, startApp } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
type Listed = {
  id: string
  title: string
  state: string
  nextDate: string | null
  rule: { ru: string; en: string } | null
  people: { next: object | null; upcoming: number }
  services: { title: string }[]
  place: { title: string }
}
type Schedule = {
  docs: Listed[]
  totalDocs: number
  page: number
  limit: number
  counts: { active: number; archived: number }
}

beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const listed = async (query = ''): Promise<Schedule> => (await make.admin.get<Schedule>(`/schedule${query}`)).body

const statementsOf = async (work: () => Promise<unknown>): Promise<number> =>
  (await countStatements(app.payload, work)).statements

describe('the schedule', () => {
  it('shows events with place, services, rule in words and people, the next one first', async () => {
    const laundry = await make.create({ title: 'Ёлка и стирка' })
    const vaccines = await make.create({
      title: 'Прививки',
      type: 'oneOff',
      rrule: undefined,
      date: '2026-11-25',
      services: [{ service: make.shower, startTime: '10:00' }],
    })
    const past = await make.create({ title: 'Прошлое', type: 'oneOff', rrule: undefined, date: '2026-11-10' })
    const [first] = await occurrencesOf(app, laundry.id)
    await putOn(app, await makeVisitor(app.pool), first?.id ?? '')

    const all = await listed()
    expect(all).toMatchObject({ totalDocs: 3, page: 1, counts: { active: 2, archived: 1 } })
    expect(all.docs.map(({ id }) => id)).toEqual([vaccines.id, laundry.id, past.id])
    expect(all.docs[1]).toMatchObject({
      state: 'active',
      nextDate: '2026-12-01',
      place: { id: make.place, title: 'Цветной бульвар', timezone: 'Europe/Moscow' },
      services: [
        {
          id: make.service,
          title: 'Стирка',
          startTime: '10:00',
          endTime: '12:00',
          capacity: 5,
          bookingWindow: { value: 20, unit: 'days' },
        },
      ],
      people: { next: { date: '2026-12-01', participants: 1, capacity: 20 }, upcoming: 1 },
    })
    expect(all.docs[1]?.rule?.en.toLowerCase()).toContain('tuesday')

    const ids = async (query: string) => (await listed(query)).docs.map(({ id }) => id)
    expect(await ids('?state=archived')).toEqual([past.id])
    expect(await ids(`?search=${encodeURIComponent('ЕЛКА')}`)).toEqual([laundry.id])
    expect(await ids(`?search=${encodeURIComponent('бульвар ПРИВ')}`)).toEqual([vaccines.id])
    expect(await ids(`?search=${encodeURIComponent('%')}`)).toEqual([])
    expect(await ids('?type=oneOff&state=active')).toEqual([vaccines.id])
    expect(await ids(`?service=${make.shower}`)).toEqual([vaccines.id])
    expect(await ids('?from=2026-11-22&to=2026-11-30')).toEqual([vaccines.id])
    expect(await ids('?from=2040-01-03&to=2040-01-03')).toEqual([laundry.id])
    expect(await ids('?from=2040-01-04&to=2040-01-04')).toEqual([])
    expect([await ids('?limit=1&page=1'), await ids('?limit=1&page=2')]).toEqual([[vaccines.id], [laundry.id]])
    expect((await make.admin.get('/schedule?from=2026-12-02&to=2026-12-01')).status).toBe(400)
    expect((await listed('?limit=201')).limit).toBe(200)
    expect((await (await app.as('anonymous')).get('/schedule')).status).toBe(401)
    expect((await (await app.as('key:read')).get('/schedule')).status).toBe(200)
  })

  it('and the lists of events and occurrences take as many statements for thirty as for one', async () => {
    for (let index = 0; index < 30; index += 1) await make.create({ title: `Событие ${index}` })
    await listed()
    const count = (path: string) => statementsOf(() => make.admin.get(path))
    expect(await count('/schedule?limit=30')).toBeLessThanOrEqual(6)
    expect(await count('/schedule?limit=1')).toBe(await count('/schedule?limit=30'))
    expect(await count('/events?limit=1')).toBe(await count('/events?limit=30'))
    expect(await count('/occurrences?limit=1')).toBe(await count('/occurrences?limit=30'))
    expect(await count('/occurrences?limit=1&depth=1')).toBe(await count('/occurrences?limit=30&depth=1'))
    const { schedule } = await import('@/operations/schedule/schedule')
    const { ensureExpanded } = await import('@/operations/events/ensureExpanded')
    expect(
      await statementsOf(() =>
        schedule(app.payload, {
          state: null,
          search: null,
          from: '2026-12-01',
          to: '2030-01-01',
          type: null,
          service: null,
          place: null,
          page: 1,
          limit: 30,
          now: new Date('2026-11-21T09:00:00Z'),
        }),
      ),
    ).toBe(2)
    expect(
      await statementsOf(() =>
        ensureExpanded(app.payload, { from: '2026-12-31', until: '2026-12-31', now: new Date('2026-11-21T09:00:00Z') }),
      ),
    ).toBe(1)
  })

  it('opens booking N days before at local midnight, or when the N-th before has ended', async () => {
    const event: EventDoc = await make.create({
      services: [
        { service: make.service, startTime: '10:00', endTime: '11:00' },
        { service: make.shower, startTime: '12:00', endTime: '13:00', capacity: 3 },
      ],
    })
    const { body } = await make.admin.get<{
      docs: { date: string; service: string; bookableFrom: string; createdAt: string }[]
    }>(`/occurrences?where[event][equals]=${event.id}&sort=startsAt&limit=8`)
    const of = (service: string) =>
      body.docs.filter((one) => one.service === service).map(({ bookableFrom }) => bookableFrom)
    expect(of(make.service)).toEqual([
      '2026-11-10T21:00:00.000Z',
      '2026-11-17T21:00:00.000Z',
      '2026-11-24T21:00:00.000Z',
      '2026-12-01T21:00:00.000Z',
    ])
    const created = '2026-11-21T09:00:00.000Z'
    expect(of(make.shower)).toEqual([created, created, '2026-12-01T10:00:00.000Z', '2026-12-08T10:00:00.000Z'])
  })
})

describe('the preview of a rule', () => {
  const preview = async (body: object) => {
    const answer = await make.admin.post('/recurrence/preview', body)
    return { ...answer, code: codeOf(answer) }
  }

  it('lists the dates and says the rule in words', async () => {
    const { body } = await preview({
      date: '2026-12-01',
      rrule: 'FREQ=WEEKLY;BYDAY=TU',
      skipDates: [{ date: '2026-12-08' }, '2026-12-15'],
      limit: 2,
    })
    expect(body).toMatchObject({ dates: ['2026-12-01', '2026-12-22'], more: true, dateMatches: true })
    expect(
      (
        await preview({
          date: '2026-12-02',
          recurrence: { frequency: 'weekly', weekdays: ['tu'], end: 'count', count: 2 },
        })
      ).body,
    ).toMatchObject({ dates: ['2026-12-08', '2026-12-15'], more: false, dateMatches: false })
    expect(
      (await preview({ date: '2026-12-01', rrule: 'FREQ=DAILY', from: '2027-01-01', to: '2027-01-03' })).body,
    ).toMatchObject({ dates: ['2027-01-01', '2027-01-02', '2027-01-03'], more: false })
  })

  it('refuses what it can’t do, quickly', async () => {
    expect(await preview({ date: '2026-12-01', rrule: 'FREQ=MINUTELY' })).toMatchObject({
      status: 400,
      code: 'RECURRENCE_UNSUPPORTED',
    })
    expect(await preview({ date: '2026-12-01', rrule: 'nonsense' })).toMatchObject({
      status: 400,
      code: 'RECURRENCE_INVALID',
    })
    expect(await preview({ date: '2026-12-01' })).toMatchObject({ status: 400, code: 'VALIDATION' })
    expect(await preview({ date: '2026-12-01', rrule: 'FREQ=DAILY', limit: 501 })).toMatchObject({
      status: 400,
      code: 'VALIDATION',
    })
    // No date ever matches, so the search has to know when to stop. Takes the fastest run, because the machine is busy
    // with other things too.
    const taken: number[] = []
    while (taken.length < 3 && Math.min(Infinity, ...taken) >= 1000) {
      const started = Date.now()
      expect(
        (await preview({ date: '2026-12-01', rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000000000' })).body,
      ).toMatchObject({ dates: [], more: false })
      taken.push(Date.now() - started)
    }
    expect(Math.min(...taken)).toBeLessThan(1000)
  })
})
