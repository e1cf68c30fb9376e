import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVisitor } from '../../factories/schedule'
import { eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { codeOf, startApp, type App } from '../../helpers/app'

type Edit = {
  date: string
  occurrence: string | null
  field: string
  was: unknown
  keeps: boolean
  becomes: unknown
}
type Preview = { edited: Edit[]; moved: { date: string }[]; participants: { id: string; fate: string }[] }

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const WEEKLY = { rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4' }
/** Local time in Moscow in December. */
const clock = (instant: string) => new Date(Date.parse(instant) + 3 * 3_600_000).toISOString().slice(11, 16)
const timesOf = async (event: string) =>
  Object.fromEntries(
    (await occurrencesOf(app, event)).map(({ date, startsAt, endsAt }) => [
      date,
      `${clock(startsAt)}–${clock(endsAt)}`,
    ]),
  )
const preview = async (event: string, body: object, query = ''): Promise<Preview> => {
  const answer = await make.admin.post<Preview>(`/events/${event}/preview${query}`, body)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
const outside = async (): Promise<number> => {
  const { rows } = await app.pool.query(
    `SELECT count(*)::int AS n FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
      WHERE o.status = 'scheduled' AND (o.starts_at < d.starts_at OR o.ends_at > d.ends_at)`,
  )
  return rows[0].n
}

describe('a series that changes after a date was edited by hand', () => {
  it('moves that date’s service into its day, names it before, and tells who is booked there', async () => {
    const event = await make.create({
      ...WEEKLY,
      services: [{ service: make.service, startTime: '14:00', endTime: '16:00', capacity: 5 }],
    })
    const [, second, third] = await occurrencesOf(app, event.id)
    const person = await putOn(app, await makeVisitor(app.pool), second?.id ?? '')
    const day = await make.admin.patch(`/events/${event.id}?scope=day&date=${second?.date}&confirm=true`, {
      services: [{ ...event.services[0], startTime: '10:30', endTime: '16:00' }],
    })
    expect(day.status).toBe(200)
    const later = { startTime: '14:00', services: [{ ...event.services[0], startTime: '15:00', endTime: '17:00' }] }
    const shown = await preview(event.id, later)
    expect(shown.edited).toEqual([
      {
        date: second?.date,
        occurrence: second?.id,
        field: 'startsAt',
        was: '2026-12-08T07:30:00.000Z',
        keeps: false,
        becomes: '2026-12-08T12:00:00.000Z',
      },
    ])
    expect(shown.participants).toMatchObject([{ id: person, fate: 'moved' }])
    expect(codeOf(await make.admin.patch(`/events/${event.id}`, later))).toBe('EVENT_CHANGE_CONFIRM_REQUIRED')
    expect((await make.admin.patch(`/events/${event.id}?confirm=true`, later)).status).toBe(200)
    expect(await timesOf(event.id)).toMatchObject({
      [second?.date ?? '']: '15:00–17:00',
      [third?.date ?? '']: '15:00–17:00',
    })
    expect((await make.admin.get(`/occurrences/${second?.id}`)).body).toMatchObject({ edited: false })
    expect(await outside()).toBe(0)
  })

  it('keeps what fits: field by field, also in the series that carries on', async () => {
    const event = await make.create(WEEKLY)
    const [, , third] = await occurrencesOf(app, event.id)
    await make.admin.patch(`/occurrences/${third?.id}`, { endsAt: '2026-12-15T08:45:00.000Z', capacity: 3 })
    const shorter = {
      scope: 'following',
      date: '2026-12-08',
      endTime: '11:30',
      services: [{ ...event.services[0], endTime: '11:00' }],
    }
    const { edited } = await preview(event.id, shorter)
    expect(edited.map(({ field, keeps, becomes }) => [field, keeps, becomes])).toEqual([
      ['endsAt', false, '2026-12-15T08:00:00.000Z'],
      ['capacity', true, 3],
    ])
    const { scope: _, date: __, ...body } = shorter
    const { body: saved } = await make.admin.patch<{ created: { id: string } }>(
      `/events/${event.id}?scope=following&date=2026-12-08`,
      body,
    )
    expect(await timesOf(saved.created.id)).toMatchObject({ '2026-12-15': '10:00–11:00', '2026-12-08': '10:00–11:00' })
    expect((await occurrencesOf(app, saved.created.id)).map(({ capacity }) => capacity)).toEqual([5, 3, 5])
  })

  it('gives up every edit where it is asked to, in the body or in the address', async () => {
    const event = await make.create(WEEKLY)
    const [first, second] = await occurrencesOf(app, event.id)
    for (const one of [first, second]) await make.admin.patch(`/occurrences/${one?.id}`, { capacity: 2 })
    expect((await preview(event.id, {})).edited.map(({ keeps }) => keeps)).toEqual([true, true])
    expect((await preview(event.id, { edited: 'follow' })).edited).toMatchObject([{ becomes: 5 }, { becomes: 5 }])
    expect((await preview(event.id, {}, '?edited=follow')).edited.map(({ keeps }) => keeps)).toEqual([false, false])
    expect((await make.admin.patch(`/events/${event.id}?edited=follow`, { title: 'Все как одна' })).status).toBe(200)
    expect((await occurrencesOf(app, event.id)).map(({ capacity }) => capacity)).toEqual([5, 5, 5, 5])
    expect((await make.admin.patch(`/events/${event.id}?edited=maybe`, {})).status).toBe(400)
  })
})

describe('one date that was edited by hand', () => {
  it('keeps that when the form of the event changes something else on it', async () => {
    const event = await make.create(WEEKLY)
    const [, second] = await occurrencesOf(app, event.id)
    const on = `?scope=day&date=${second?.date}`
    await make.admin.patch(`/events/${event.id}${on}`, { endTime: '17:00' })
    const moved = { startsAt: '2026-12-08T07:30:00.000Z', capacity: 3 }
    expect((await make.admin.patch(`/occurrences/${second?.id}`, moved)).status).toBe(200)
    // The form sends all of the event, as the series has it.
    const { body: form } = await make.admin.get<Record<string, unknown>>(`/events/${event.id}`)
    const shown = await preview(event.id, { ...form, capacity: 12, scope: 'day', date: second?.date })
    expect(shown.moved).toEqual([])
    expect((await make.admin.patch(`/events/${event.id}${on}`, { ...form, capacity: 12 })).status).toBe(200)
    const { body: day } = await make.admin.get(`/event-days/${second?.eventDay}`)
    expect(day).toMatchObject({ endTime: '17:00', capacity: 12 })
    expect((await timesOf(event.id))[second?.date ?? '']).toBe('10:30–12:00')
    expect((await occurrencesOf(app, event.id)).map(({ capacity }) => capacity)).toEqual([5, 3, 5, 5])
    // Who sends only what is to change, means it.
    await make.admin.patch(`/events/${event.id}${on}`, { endTime: '18:00', services: event.services })
    expect((await timesOf(event.id))[second?.date ?? '']).toBe('10:00–12:00')
  })
})

describe('the database', () => {
  it('refuses a service outside of the hours of its date, whoever writes, from either side', async () => {
    const event = await make.create(WEEKLY)
    const [first] = await occurrencesOf(app, event.id)
    const refused = async (text: string) =>
      expect(app.pool.query(text, [first?.id])).rejects.toMatchObject({ code: 'PR409', message: 'VALIDATION' })
    await refused(`UPDATE occurrences SET starts_at = starts_at - interval '2 hours' WHERE id = $1`)
    await refused(`UPDATE occurrences SET ends_at = ends_at + interval '9 hours' WHERE id = $1`)
    await refused(
      `UPDATE event_days SET ends_at = starts_at + interval '1 hour'
        WHERE id = (SELECT event_day_id FROM occurrences WHERE id = $1)`,
    )
    await refused(
      `INSERT INTO occurrences (event_id, event_day_id, line, service_id, place_id, date, starts_at, ends_at, capacity)
       SELECT event_id, event_day_id, 'another', service_id, place_id, date, starts_at - interval '5 hours', ends_at, 1
         FROM occurrences WHERE id = $1`,
    )
    await app.pool.query(`UPDATE occurrences SET starts_at = starts_at + interval '5 minutes' WHERE id = $1`, [
      first?.id,
    ])
  })
})

describe('a series that runs already', () => {
  it('goes on with the next date that fits when its first weekday is dropped', async () => {
    app.setNow('2026-12-09T09:00:00Z')
    const event = await make.create({ date: '2026-12-01', rrule: 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10' })
    const dropped = { rrule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=10' }
    expect((await make.admin.post(`/events/${event.id}/preview`, dropped)).status).toBe(200)
    const { status, body } = await make.admin.patch<{ doc: { date: string; rrule: string; lastDate: string } }>(
      `/events/${event.id}`,
      dropped,
    )
    // There are ten Thursdays from 3 December on, and one of them is over.
    expect([status, body.doc.date, body.doc.rrule]).toEqual([200, '2026-12-10', 'FREQ=WEEKLY;COUNT=9;BYDAY=TH'])
    expect(body.doc.lastDate).toBe('2027-02-04')
    const dates = (await occurrencesOf(app, event.id)).map(({ date }) => date)
    expect(dates.filter((date) => date > '2026-12-09').slice(0, 3)).toEqual(['2026-12-10', '2026-12-17', '2026-12-24'])
    // Past dates stay.
    expect(dates.filter((date) => date <= '2026-12-09')).toEqual(['2026-12-01', '2026-12-03', '2026-12-08'])
    app.setNow('2026-11-21T09:00:00Z')
  })

  it('is asked for a date that fits as long as it has not begun', async () => {
    const event = await make.create(WEEKLY)
    expect(codeOf(await make.admin.patch(`/events/${event.id}`, { rrule: 'FREQ=WEEKLY;BYDAY=TH' }))).toBe(
      'RECURRENCE_DATE_MISMATCH',
    )
  })
})

describe('one date far ahead', () => {
  it('can be changed before it exists, and exists then', async () => {
    const event = await make.create({ rrule: 'FREQ=WEEKLY;BYDAY=TU' })
    const date = '2027-09-07'
    const body = { capacity: 7, services: [{ ...event.services[0], startTime: '11:00' }] }
    const shown = await preview(event.id, { ...body, scope: 'day', date })
    expect(shown.moved).toMatchObject([{ date }])
    expect((await occurrencesOf(app, event.id)).some((one) => one.date === date)).toBe(false)
    expect((await make.admin.patch(`/events/${event.id}?scope=day&date=${date}`, body)).status).toBe(200)
    expect((await timesOf(event.id))[date]).toBe('11:00–12:00')
    const far = await make.admin.patch(`/events/${event.id}?scope=day&date=2030-01-01`, { capacity: 7 })
    expect([far.status, codeOf(far)]).toEqual([400, 'VALIDATION'])
    const never = await make.admin.patch(`/events/${event.id}?scope=day&date=2027-09-08`, { capacity: 7 })
    expect(never.status).toBe(400)
  })
})
