import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../factories/invariants'
import { makeEvent, makePlace, makeService, makeVisitor, makeVolunteer } from '../../factories/schedule'
import { book } from '@/operations/bookings/book'
import { move as moveOperation } from '@/operations/bookings/move'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

const NOW = '2026-12-01T07:00:00Z'
let app: App
let key: Client
let staff: Client
let place: string
let service: string

beforeAll(async () => {
  app = await startApp({ now: NOW })
  key = await app.as('key:booking')
  staff = await app.as('coordinator')
  place = await makePlace(app.pool)
  service = await makeService(app.pool)
})
afterAll(async () => {
  expect(await violations(app.pool)).toEqual([])
  await app.close()
})

/** Two dates with two services each: at 12:00 and, overlapping it, at 12:30. */
const scene = async ({ capacity = 5, dayCapacity = 5, dates = ['2026-12-02', '2026-12-03'] } = {}) => {
  const lines = ['12:00-13:00', '12:30-13:30'].map((hours) => ({
    service,
    startTime: hours.slice(0, 5),
    endTime: hours.slice(6),
    capacity,
  }))
  const made = await makeEvent(app.pool, { place, dates, capacity: dayCapacity, lines })
  const [first = [], second = []] = made.occurrences
  return { days: made.days, here: first[0] ?? '', beside: first[1] ?? '', there: second[0] ?? '' }
}
const add = async (occurrence: string, as = staff, visitor?: string, comment: string | null = null) => {
  const body = { visitor: visitor ?? (await makeVisitor(app.pool)), occurrence, comment }
  return (await as.post<{ participants: Participant[] }>('/bookings', body)).body.participants[0] as Participant
}
type Participant = { id: string; visitor: string; occurrence: string; status: string } & Record<string, unknown>
const move = (id: string, occurrence: string, as = staff, headers = {}) =>
  as.post<Participant>(`/participants/${id}/move`, { occurrence }, headers)
const rowOf = async (id: string) => (await staff.get<Participant>(`/participants/${id}`)).body
const people = async (days: string[]) =>
  (
    await app.pool.query<{ participants: number }>(
      'SELECT participants FROM event_days WHERE id = ANY ($1) ORDER BY date',
      [days],
    )
  ).rows.map(({ participants }) => participants)

test('the booking goes on elsewhere with its booker, time and comment; the one that was left is cancelled', async () => {
  const { here, there, days } = await scene()
  const before = await add(here, key, undefined, 'С собакой')
  const { status, body: after } = await move(before.id, there)
  expect(status).toBe(200)
  expect(after).toMatchObject({
    visitor: before.visitor,
    occurrence: there,
    status: 'expected',
    comment: 'С собакой',
    source: 'api',
    bookedBy: before.bookedBy,
    bookedAt: before.bookedAt,
  })
  expect(after.id).not.toBe(before.id)
  expect(await rowOf(before.id)).toMatchObject({ status: 'cancelled', cancelReason: null })
  expect(await people(days)).toEqual([0, 1])
  const { rows } = await app.pool.query<{ action: string; changes: object }>(
    `SELECT action, changes FROM audit_log WHERE subject_id = $1 AND action = 'participant.moved'`,
    [before.id],
  )
  expect(rows).toEqual([
    {
      action: 'participant.moved',
      changes: { visitor: before.visitor, from: here, to: there, participant: after.id },
    },
  ])
})

test('to an overlapping service of a full day: counted once before and after', async () => {
  const { here, beside, days } = await scene({ dayCapacity: 1, capacity: 1 })
  const { id } = await add(here)
  expect((await move(id, beside)).status).toBe(200)
  expect((await people(days))[0]).toBe(1)
})

test('back to where it was: the same record again', async () => {
  const { here, there } = await scene()
  const before = await add(here)
  const { body: moved } = await move(before.id, there)
  expect((await move(moved.id, here)).body).toMatchObject({ id: before.id, status: 'expected', cancelledAt: null })
})

test('a refusal leaves everything as it was', async () => {
  const { here, there, beside, days } = await scene({ dayCapacity: 1, capacity: 1 })
  await add(there)
  const before = await add(here)
  expect(codeOf(await move(before.id, there))).toBe('OCCURRENCE_FULL')
  expect(codeOf(await move(before.id, here))).toBe('ALREADY_BOOKED')
  expect(codeOf(await move(before.id, days[0] ?? ''))).toBe('OCCURRENCE_NOT_FOUND')
  const conflicting = await scene({ dates: ['2026-12-03', '2026-12-02'] })
  await add(conflicting.here, staff, before.visitor)
  const third = await scene({ dates: ['2026-12-03', '2026-12-04'] })
  expect(codeOf(await move(before.id, third.beside))).toBe('TIME_CONFLICT')
  expect(await rowOf(before.id)).toMatchObject({ status: 'expected', updatedAt: before.updatedAt })
  expect((await move(before.id, beside)).status).toBe(200)
})

test('what is cancelled, or marked already, is not moved', async () => {
  const { here, there } = await scene({ dates: ['2026-12-01', '2026-12-02'] })
  const [gone, came] = [await add(here), await add(here)]
  await staff.post(`/participants/${gone.id}/cancel`)
  await staff.post('/participants/status', { ids: [came.id], status: 'attended' })
  expect(codeOf(await move(gone.id, there))).toBe('PARTICIPANT_CANCELLED')
  expect(codeOf(await move(came.id, there))).toBe('PARTICIPANT_MARKED')
})

test('only by whoever may book, and a key only what it booked itself', async () => {
  const { here, there } = await scene()
  const { id } = await add(here)
  for (const role of ['viewer', 'key:read', 'key:booking'] as const)
    expect((await move(id, there, await app.as(role))).status).toBe(403)
  expect((await move(id, there, await app.as('anonymous'))).status).toBe(401)
  expect((await move(there, there)).status).toBe(404)
  expect((await staff.post(`/participants/${id}/move`, { occurrence: there, visitor: id })).status).toBe(400)
})

test('a repeated request with the same key moves once and answers the same', async () => {
  const { here, there, days } = await scene()
  const { id } = await add(here)
  const as = { 'idempotency-key': 'move-once' }
  const first = await move(id, there, staff, as)
  expect((await move(id, there, staff, as)).body).toEqual(first.body)
  expect(await people(days)).toEqual([0, 1])
  expect(codeOf(await move(first.body.id, here, staff, as))).toBe('IDEMPOTENCY_KEY_REUSED')
  expect(codeOf(await move(id, there))).toBe('PARTICIPANT_CANCELLED')
})

test('the volunteer who booked is told once, unless they moved it themselves', async () => {
  const { here, there, beside } = await scene()
  const volunteer = await makeVolunteer(app.pool, '7001')
  const booking = await book(
    app.payload,
    { visitor: await makeVisitor(app.pool), occurrences: [here], comment: null },
    { caller: { kind: 'volunteers', id: volunteer }, now: new Date(NOW), route: 'bot', key: null, body: {} },
  )
  const { body: moved } = await move(booking.participants[0]?.id ?? '', there)
  const told = async () =>
    (
      await app.pool.query<{ payload: { participants: string[]; moved: unknown[] } }>(
        `SELECT payload FROM messages WHERE kind = 'bookingsMoved' AND recipient_id = $1`,
        [volunteer],
      )
    ).rows.map(({ payload }) => payload)
  expect(await told()).toEqual([
    {
      participants: [moved.id],
      moved: [
        {
          occurrence: there,
          from: '2026-12-02T09:00:00.000Z',
          to: '2026-12-03T09:00:00.000Z',
          participant: booking.participants[0]?.id,
        },
      ],
    },
  ])

  await moveOperation(
    app.payload,
    { id: moved.id, occurrence: beside },
    { caller: { kind: 'volunteers', id: volunteer }, now: new Date(NOW), key: null },
  )
  expect(await told()).toHaveLength(1)
})

test('availability says beforehand what a move would get', async () => {
  const { here, beside, there } = await scene({ dayCapacity: 1, capacity: 1 })
  const { id, visitor } = await add(here)
  await add(there)
  const asked = async (moving: string) => {
    const { body } = await staff.get<{ days: { slots: { occurrence: string; code: string | null }[] }[] }>(
      `/availability?from=2026-12-02&to=2026-12-03&visitor=${visitor}${moving}`,
    )
    const slots = body.days.flatMap(({ slots: all }) => all)
    return [here, beside, there].map((one) => slots.find(({ occurrence }) => occurrence === one)?.code)
  }
  expect(await asked('')).toEqual(['ALREADY_BOOKED', 'TIME_CONFLICT', 'OCCURRENCE_FULL'])
  expect(await asked(`&moving=${id}`)).toEqual(['ALREADY_BOOKED', null, 'OCCURRENCE_FULL'])
  expect((await move(id, beside)).status).toBe(200)
})

test('availability says what somebody new could have: registrations only', async () => {
  const registration = await makeService(app.pool, { registration: true })
  const lines = [service, registration].map((one, at) => ({
    service: one,
    startTime: `1${at}:00`,
    endTime: `1${at}:30`,
    capacity: 1,
  }))
  const made = await makeEvent(app.pool, { place, dates: ['2026-12-09'], capacity: 1, lines })
  const { body } = await staff.get<{ days: { slots: { occurrence: string; code: string | null }[] }[] }>(
    '/availability?from=2026-12-09&to=2026-12-09&newVisitor=true',
  )
  const slots = body.days.flatMap(({ slots: all }) => all)
  expect(made.occurrences[0]?.map((id) => slots.find(({ occurrence }) => occurrence === id)?.code)).toEqual([
    'REGISTRATION_REQUIRED',
    null,
  ])
})
