import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVisitor, makeVolunteer } from '../../factories/schedule'
import { eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { codeOf, startApp, type App } from '../../helpers/app'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-08T06:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const RIGHT = { timezone: 'Asia/Yekaterinburg' }
type Affected = { participants: { id: string; fate: string; visitorName?: string }[] }
type Preview = Affected & { dates: number; moved: { date: string; from: string; to: string }[] }

describe('a wrong zone of a place', () => {
  it('is put right: times of day stay, instants to come move, the past does not, and volunteers are told', async () => {
    // 10:00 in Moscow on 1, 8 and 15 December. The second date is in an hour.
    const event = await make.create({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' })
    const shelter = await make.create({
      type: 'oneOff',
      rrule: undefined,
      date: '2026-12-20',
      startTime: '22:00',
      endTime: '08:00',
      endsNextDay: true,
      services: [{ service: make.shower, startTime: '06:00', endTime: '07:00', capacity: 3 }],
    })
    const [past, , third] = await occurrencesOf(app, event.id)
    const volunteer = await makeVolunteer(app.pool, '4321')
    const person = await putOn(app, await makeVisitor(app.pool), third?.id ?? '', volunteer)
    await app.pool.query(`UPDATE participants SET status = 'expected' WHERE id = $1`, [person])
    const address = `/places/${make.place}`

    const { status, body } = await make.admin.post<Preview>(`${address}/preview`, RIGHT)
    expect([status, body.dates, body.participants.map(({ id, fate }) => [id, fate])]).toEqual([
      200,
      3,
      [[person, 'moved']],
    ])
    expect(body.moved[1]).toEqual({
      date: '2026-12-15',
      from: '2026-12-15T07:00:00.000Z',
      to: '2026-12-15T05:00:00.000Z',
    })
    expect((await make.admin.get(address)).body).toMatchObject({ timezone: 'Europe/Moscow' })

    const unconfirmed = await make.admin.patch<{ errors: { data: Affected }[] }>(address, RIGHT)
    expect([unconfirmed.status, codeOf(unconfirmed as never)]).toEqual([409, 'PLACE_CHANGE_CONFIRM_REQUIRED'])
    expect(unconfirmed.body.errors[0]?.data.participants).toMatchObject([{ id: person, fate: 'moved' }])
    expect((await occurrencesOf(app, event.id))[2]?.startsAt).toBe('2026-12-15T07:00:00.000Z')

    expect((await make.admin.patch(`${address}?confirm=true`, { ...RIGHT, title: 'Екатеринбург' })).status).toBe(200)
    const [before, , after] = await occurrencesOf(app, event.id)
    expect([before?.startsAt, after?.startsAt, after?.endsAt]).toEqual([
      past?.startsAt,
      '2026-12-15T05:00:00.000Z',
      '2026-12-15T07:00:00.000Z',
    ])
    const [shower] = await occurrencesOf(app, shelter.id)
    expect([shower?.date, shower?.startsAt]).toEqual(['2026-12-20', '2026-12-21T01:00:00.000Z'])
    const { rows: days } = await app.pool.query(
      `SELECT starts_at AS at, start_time AS wall FROM event_days WHERE event_id = $1 AND date = '2026-12-15'`,
      [event.id],
    )
    expect([days[0].at.toISOString(), days[0].wall]).toEqual(['2026-12-15T05:00:00.000Z', '10:00'])
    const { rows: told } = await app.pool.query(
      `SELECT kind, payload->'participants' AS people FROM messages WHERE recipient_id = $1`,
      [volunteer],
    )
    expect(told).toEqual([{ kind: 'bookingsMoved', people: [person] }])
    // The series continues in its new zone.
    const later = await make.admin.post<Preview>(`/events/${event.id}/preview`, { startTime: '09:00' })
    expect(later.body.moved.at(-1)).toMatchObject({ date: '2026-12-15', to: '2026-12-15T04:00:00.000Z' })
  })

  it('needs no confirmation where nobody is booked, and is always one of the list', async () => {
    const other = await eventMaker(app)
    const event = await other.create({ date: '2026-12-15', rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=1' })
    expect((await other.admin.patch(`/places/${other.place}`, { timezone: 'Asia/Omsk' })).status).toBe(200)
    expect((await occurrencesOf(app, event.id))[0]?.startsAt).toBe('2026-12-15T04:00:00.000Z')
    for (const timezone of ['Moscow', '+03:00', 'Europe/Atlantis', '', 5]) {
      expect((await other.admin.patch(`/places/${other.place}`, { timezone })).status).toBe(400)
      expect((await other.admin.post(`/places/${other.place}/preview`, { timezone })).status).toBe(400)
    }
    expect((await (await app.as('viewer')).post(`/places/${other.place}/preview`, RIGHT)).status).toBe(403)
  })

  it('and a change of an event at that place wait for one another, and neither is refused', async () => {
    const other = await eventMaker(app)
    const event = await other.create({ date: '2026-12-15', rrule: 'FREQ=DAILY' })
    const zones = ['Asia/Omsk', 'Europe/Moscow', 'Asia/Tomsk']
    for (let round = 0; round < 12; round += 1) {
      const answers = await Promise.all([
        other.admin.patch(`/places/${other.place}?confirm=true`, { timezone: zones[round % 3] }),
        other.admin.patch(`/events/${event.id}?confirm=true`, { capacity: 10 + (round % 5) }),
        other.admin.patch(`/places/${other.place}?confirm=true`, { timezone: zones[(round + 1) % 3] }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    }
    const { rows } = await app.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM event_days d JOIN places p ON p.id = d.place_id
        WHERE d.event_id = $1 AND to_char(d.starts_at AT TIME ZONE p.timezone, 'HH24:MI') <> d.start_time`,
      [event.id],
    )
    expect(rows).toEqual([{ count: 0 }])
  })
})
