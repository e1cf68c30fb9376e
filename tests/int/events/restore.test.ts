import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeVisitor, makeVolunteer } from '../../factories/schedule'
import { eventMaker, occurrencesOf, putOn } from '../../factories/events'
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

const line = (service: string, startTime: string, endTime: string, id?: string) => ({
  ...(id && { id }),
  service,
  startTime,
  endTime,
  capacity: 5,
  bookingWindow: { value: 60, unit: 'days' as const },
})

/** Tuesdays with two services, 10:00 to 12:00 and 12:00 to 14:00. */
const tuesdays = async () => {
  const event = await make.create({
    services: [line(make.service, '10:00', '12:00'), line(make.shower, '12:00', '14:00')],
  })
  const occurrences = await occurrencesOf(app, event.id)
  const [first, second] = occurrences.filter(({ date }) => date === occurrences[0]?.date)
  if (!first || !second) throw new Error('No dates')
  return { event, first, second, day: String(first.eventDay) }
}
const cancel = (path: string) => make.admin.post(`${path}/cancel`, { confirm: true, reason: 'Нет воды' })
const restore = (path: string) => make.admin.post(`${path}/restore`, {})
const statusesOn = async (day: string) => {
  const { rows } = await app.pool.query<{ status: string }>(
    'SELECT status FROM occurrences WHERE event_day_id = $1 ORDER BY starts_at',
    [day],
  )
  return rows.map(({ status }) => status)
}
type Left = { participant: string; visitorName: string }[]

describe('a cancelled date', () => {
  it('comes back without anybody, names those it cancelled, and they are booked in the usual way', async () => {
    const { first, second, day } = await tuesdays()
    const volunteer = await makeVolunteer(app.pool, '801')
    const [early, anna, boris] = [
      await makeVisitor(app.pool, { lastName: 'Ранний' }),
      await makeVisitor(app.pool, { lastName: 'Антонова' }),
      await makeVisitor(app.pool, { lastName: 'Борисов' }),
    ]
    const left = await putOn(app, early, first.id, volunteer)
    await make.admin.post(`/participants/${left}/cancel`, {})
    app.setNow('2026-11-21T09:00:05Z')
    const ofAnna = await putOn(app, anna, first.id, volunteer)
    const ofBoris = await putOn(app, boris, second.id, volunteer)
    expect((await cancel(`/event-days/${day}`)).status).toBe(200)
    const told = async () =>
      (await app.pool.query('SELECT count(*)::int AS messages FROM messages WHERE recipient_id = $1', [volunteer]))
        .rows[0]
    const before = await told()
    app.setNow('2026-11-21T10:00:00Z')
    const back = await restore(`/event-days/${day}`)
    expect(back.body).toMatchObject({ id: day, status: 'scheduled', cancelReason: null, participants: 0 })
    expect(back.body.cancelledThen).toEqual([
      { visitor: anna, participant: ofAnna, occurrence: first.id, visitorName: 'Антонова Пётр' },
      { visitor: boris, participant: ofBoris, occurrence: second.id, visitorName: 'Борисов Пётр' },
    ])
    expect(await told()).toEqual(before)
    expect(await statusesOn(day)).toEqual(['scheduled', 'scheduled'])
    const booked = await make.admin.post('/bookings', { visitor: anna, occurrence: first.id })
    expect(booked.body).toMatchObject({ participants: [{ id: ofAnna, status: 'expected' }] })
    const again = await restore(`/event-days/${day}`)
    expect((again.body.cancelledThen as Left).map(({ participant }) => participant)).toEqual([ofBoris])
    const { rows } = await app.pool.query(
      `SELECT count(*)::int AS entries FROM audit_log WHERE action = 'eventDay.restored' AND subject_id = $1`,
      [day],
    )
    expect(rows).toEqual([{ entries: 1 }])
  })

  it('leaves cancelled what had been cancelled before it, which then comes back on its own', async () => {
    const { first, second, day } = await tuesdays()
    await cancel(`/occurrences/${first.id}`)
    app.setNow('2026-11-21T09:10:00Z')
    await cancel(`/event-days/${day}`)
    expect(codeOf(await restore(`/occurrences/${second.id}`))).toBe('EVENT_DAY_CANCELLED')
    await restore(`/event-days/${day}`)
    expect(await statusesOn(day)).toEqual(['cancelled', 'scheduled'])
    expect((await restore(`/occurrences/${first.id}`)).body).toMatchObject({ id: first.id, status: 'scheduled' })
    expect(await statusesOn(day)).toEqual(['scheduled', 'scheduled'])
  })

  it('follows what its series has become meanwhile', async () => {
    const { event, day } = await tuesdays()
    await cancel(`/event-days/${day}`)
    const [washing] = event.services
    const changed = await make.admin.patch(`/events/${event.id}`, {
      startTime: '11:00',
      endTime: '16:00',
      capacity: 9,
      services: [line(make.service, '11:00', '13:00', washing?.id), line(make.shower, '15:00', '16:00')],
    })
    expect(changed.status).toBe(200)
    const back = await restore(`/event-days/${day}`)
    expect(back.body).toMatchObject({ startTime: '11:00', endTime: '16:00', capacity: 9 })
    const { rows } = await app.pool.query(
      `SELECT starts_at AS at, status FROM occurrences WHERE event_day_id = $1 ORDER BY starts_at, status`,
      [day],
    )
    expect(rows).toEqual([
      { at: new Date('2026-12-01T08:00:00Z'), status: 'scheduled' },
      // The noon service is no longer in the series.
      { at: new Date('2026-12-01T09:00:00Z'), status: 'cancelled' },
      { at: new Date('2026-12-01T12:00:00Z'), status: 'scheduled' },
    ])
  })

  it('a skipped one is no longer skipped, for good', async () => {
    const { event, first, day } = await tuesdays()
    const participant = await putOn(app, await makeVisitor(app.pool), first.id)
    const skip = { skipDates: [{ date: first.date, reason: 'Праздник' }, { date: '2026-12-15' }] }
    expect((await make.admin.patch(`/events/${event.id}?confirm=true`, skip)).status).toBe(200)
    const back = await restore(`/event-days/${day}`)
    expect((back.body.cancelledThen as Left).map((one) => one.participant)).toEqual([participant])
    const { body } = await make.admin.get(`/events/${event.id}`)
    expect((body.skipDates as { date: string }[]).map(({ date }) => date)).toEqual(['2026-12-15'])
    await make.admin.patch(`/events/${event.id}`, { title: 'Другое название', capacity: 19 })
    expect((await make.admin.get(`/event-days/${day}`)).body).toMatchObject({ status: 'scheduled', capacity: 19 })
  })
})

describe('what can not be put back', () => {
  it('what is over, archived, no longer planned, deleted, or not there', async () => {
    const { event, first, day } = await tuesdays()
    await cancel(`/event-days/${day}`)
    app.setNow('2026-12-01T20:00:00Z')
    expect(codeOf(await restore(`/event-days/${day}`))).toBe('OCCURRENCE_ENDED')
    app.setNow(NOW)
    await make.admin.patch(`/events/${event.id}`, {
      recurrence: { frequency: 'weekly', weekdays: ['we'] },
      date: '2026-12-02',
    })
    expect(codeOf(await restore(`/event-days/${day}`))).toBe('NO_LONGER_PLANNED')
    await make.admin.post(`/events/${event.id}/archive`, { confirm: true })
    expect(codeOf(await restore(`/event-days/${day}`))).toBe('EVENT_ARCHIVED')
    await make.admin.delete(`/events/${event.id}?confirm=true`)
    expect((await restore(`/event-days/${day}`)).status).toBe(404)
    expect((await restore(`/occurrences/${first.id.replace(/.$/, 'f')}`)).status).toBe(404)
  })

  it('a service that left the event, or does not fit into the hours of its date', async () => {
    const { event, first, second, day } = await tuesdays()
    await cancel(`/occurrences/${first.id}`)
    await cancel(`/occurrences/${second.id}`)
    const [, shower] = event.services
    await make.admin.patch(`/events/${event.id}?scope=day&date=${first.date}`, { startTime: '13:00' })
    expect((await make.admin.get(`/event-days/${day}`)).body).toMatchObject({ startTime: '13:00' })
    expect(codeOf(await restore(`/occurrences/${second.id}`))).toBe('NO_LONGER_PLANNED')
    await make.admin.patch(`/events/${event.id}`, { services: [line(make.shower, '13:00', '14:00', shower?.id)] })
    expect(codeOf(await restore(`/occurrences/${first.id}`))).toBe('NO_LONGER_PLANNED')
    expect((await restore(`/occurrences/${second.id}`)).body).toMatchObject({ startsAt: '2026-12-01T10:00:00.000Z' })
  })

  it('begun: what still lasts comes back as it was', async () => {
    const { first, second, day } = await tuesdays()
    app.setNow('2026-12-01T08:00:00Z')
    await cancel(`/event-days/${day}`)
    app.setNow('2026-12-01T09:30:00Z')
    expect((await restore(`/event-days/${day}`)).body).toMatchObject({ status: 'scheduled' })
    expect(await statusesOn(day)).toEqual(['cancelled', 'scheduled'])
    expect(codeOf(await restore(`/occurrences/${first.id}`))).toBe('OCCURRENCE_ENDED')
    expect((await restore(`/occurrences/${second.id}`)).body).toMatchObject({ status: 'scheduled' })
  })
})

describe('at the same time', () => {
  it('a date put back waits for a change of its event, and follows what it has become', async () => {
    const { event, day } = await tuesdays()
    await cancel(`/event-days/${day}`)
    const change = await app.pool.connect()
    try {
      await change.query('BEGIN')
      await change.query(`UPDATE events SET end_time = '19:00', capacity = 11 WHERE id = $1`, [event.id])
      let done = false
      const back = restore(`/event-days/${day}`).finally(() => (done = true))
      await expect
        .poll(async () => {
          const { rows } = await app.pool.query<{ waiting: boolean }>(
            `SELECT EXISTS (SELECT FROM pg_stat_activity
              WHERE wait_event_type = 'Lock' AND datname = current_database()) AS waiting`,
          )
          return done || rows[0]?.waiting
        })
        .toBe(true)
      await change.query('COMMIT')
      expect((await back).body).toMatchObject({ endTime: '19:00', capacity: 11 })
    } finally {
      change.release()
    }
  })

  it('put back twice at once: one entry in the log, and two equal answers', async () => {
    const { first, day } = await tuesdays()
    await putOn(app, await makeVisitor(app.pool), first.id)
    await cancel(`/event-days/${day}`)
    const [one, other] = await Promise.all([restore(`/event-days/${day}`), restore(`/event-days/${day}`)])
    expect(one?.body).toEqual(other?.body)
    const { rows } = await app.pool.query(
      `SELECT count(*)::int AS entries FROM audit_log WHERE action = 'eventDay.restored' AND subject_id = $1`,
      [day],
    )
    expect(rows).toEqual([{ entries: 1 }])
  })
})
