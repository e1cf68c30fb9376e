import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
let place: string
let service: string
let occurrence: string
let day: string

beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('coordinator')
  place = await makePlace(app.pool)
  service = await makeService(app.pool)
})
afterAll(() => app.close())

/** One service with one place, on a date with one place. Both are taken. */
beforeEach(async () => {
  const made = await makeEvent(app.pool, {
    place,
    dates: ['2026-12-03'],
    capacity: 1,
    lines: [{ service, startTime: '10:00', endTime: '11:00', capacity: 1 }],
  })
  occurrence = made.occurrences[0]?.[0] ?? ''
  day = made.days[0] ?? ''
  await add({ visitor: await makeVisitor(app.pool), raiseCapacity: false })
})

const add = (body: Record<string, unknown>, client = staff) => client.post('/participants', { occurrence, ...body })

const places = async () => {
  const { rows } = await app.pool.query(
    `SELECT o.capacity, o.participants, d.capacity AS "dayCapacity", d.participants AS "dayParticipants"
       FROM occurrences o JOIN event_days d ON d.id = o.event_day_id WHERE o.id = $1`,
    [occurrence],
  )
  return rows[0]
}
const FULL = { capacity: 1, participants: 1, dayCapacity: 1, dayParticipants: 1 }

describe('one place more for one person more', () => {
  test('is made together with the booking, of the date too, and both are in the log', async () => {
    const visitor = await makeVisitor(app.pool)
    expect(codeOf(await add({ visitor }))).toBe('OCCURRENCE_FULL')
    const { status } = await add({ visitor, raiseCapacity: true })
    expect([status, await places()]).toEqual([
      201,
      { capacity: 2, participants: 2, dayCapacity: 2, dayParticipants: 2 },
    ])
    const { rows } = await app.pool.query(
      `SELECT action FROM audit_log WHERE subject_id IN ($1, $2) AND action LIKE '%.changed' ORDER BY action`,
      [occurrence, day],
    )
    expect(rows.map(({ action }) => action)).toEqual(['eventDay.changed', 'occurrence.changed'])
  })

  test('is not made for whoever is refused for another reason', async () => {
    const newcomer = await makeVisitor(app.pool, { status: 'new' })
    expect(codeOf(await add({ visitor: newcomer, raiseCapacity: true }))).toBe('REGISTRATION_REQUIRED')
    const { rows } = await app.pool.query('SELECT visitor_id FROM participants WHERE occurrence_id = $1', [occurrence])
    expect(codeOf(await add({ visitor: rows[0].visitor_id, raiseCapacity: true }))).toBe('ALREADY_BOOKED')
    expect(await places()).toEqual(FULL)
  })

  test('goes with the booking when the mark that came along is refused', async () => {
    const visitor = await makeVisitor(app.pool)
    const answer = await add({ visitor, raiseCapacity: true, status: 'attended' })
    expect([codeOf(answer), await places()]).toEqual(['ATTENDANCE_TOO_EARLY', FULL])
  })

  test('is not made where there is room', async () => {
    await app.pool.query('UPDATE event_days SET capacity = 5 WHERE id = $1', [day])
    await app.pool.query('UPDATE occurrences SET capacity = 5 WHERE id = $1', [occurrence])
    expect((await add({ visitor: await makeVisitor(app.pool), raiseCapacity: true })).status).toBe(201)
    expect(await places()).toMatchObject({ capacity: 5, dayCapacity: 5, participants: 2 })
  })

  test('is made for each of several who come at once, and for a repeated request once', async () => {
    const visitors = await makeVisitors(app.pool, 6)
    const answers = await Promise.all(visitors.map((visitor) => add({ visitor, raiseCapacity: true })))
    expect(answers.map(({ status }) => status)).toEqual(visitors.map(() => 201))
    expect(await places()).toEqual({ capacity: 7, participants: 7, dayCapacity: 7, dayParticipants: 7 })
    const body = { occurrence, visitor: await makeVisitor(app.pool), raiseCapacity: true }
    const twice = [1, 2].map(() => staff.post('/participants', body, { 'idempotency-key': 'once-more' }))
    expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([201, 201])
    expect(await places()).toMatchObject({ capacity: 8, participants: 8 })
  })

  test('is not made for a key, nor for a viewer', async () => {
    const visitor = await makeVisitor(app.pool)
    for (const who of ['key:booking', 'viewer'] as const)
      expect((await add({ visitor, raiseCapacity: true }, await app.as(who))).status).toBe(403)
    expect(await places()).toEqual(FULL)
  })
})
