import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors, makeVolunteer } from '../../factories/schedule'
import { violations } from '../../factories/invariants'
import { book as bookOperation } from '@/operations/bookings/book'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

/** The day itself, 1 December in Moscow, after the first service and before the second. */
const NOW = '2026-12-01T07:00:00Z'
let app: App
let key: Client
let staff: Client
let place: string
let service: string
let registration: string

beforeAll(async () => {
  app = await startApp({ now: NOW })
  key = await app.as('key:booking')
  staff = await app.as('coordinator')
  place = await makePlace(app.pool)
  service = await makeService(app.pool)
  registration = await makeService(app.pool, { registration: true })
})
afterAll(async () => {
  expect(await violations(app.pool)).toEqual([])
  await app.close()
})

const slot = async ({ date = '2026-12-01', what = service, capacity = 500, hour = '08' } = {}): Promise<string> => {
  const made = await makeEvent(app.pool, {
    place,
    dates: [date],
    capacity: 500,
    lines: [{ service: what, startTime: `${hour}:00`, endTime: `${hour}:45`, capacity }],
  })
  return made.occurrences[0]?.[0] ?? ''
}
const add = async (occurrence: string, visitor?: string): Promise<string> => {
  const { body } = await staff.post<{ doc: { id: string } }>('/participants', {
    visitor: visitor ?? (await makeVisitor(app.pool)),
    occurrence,
  })
  return body.doc.id
}
const statusOf = async (id: string) =>
  (await app.pool.query<{ status: string }>('SELECT status FROM participants WHERE id = $1', [id])).rows[0]?.status
const visitorStatus = async (id: string) =>
  (await app.pool.query<{ status: string }>('SELECT status FROM visitors WHERE id = $1', [id])).rows[0]?.status
const mark = (ids: string[], status: string, more = {}) =>
  staff.post<{ updated: string[]; failed: { id: string; code: string }[]; undo: string }>('/participants/status', {
    ids,
    status,
    ...more,
  })
const undo = (id: string) =>
  staff.post<{ updated: string[]; failed: { id: string; code: string }[] }>('/participants/undo', { undo: id })

describe('cancelling', () => {
  it('frees the place once; a second call answers the same and changes nothing', async () => {
    const where = await slot({ date: '2026-12-02' })
    const id = await add(where)
    const first = await staff.post(`/participants/${id}/cancel`, { reason: 'Заболел' })
    const second = await staff.post(`/participants/${id}/cancel`, { reason: 'Другое' })
    expect(first.body).toMatchObject({
      id,
      status: 'cancelled',
      cancelReason: 'Заболел',
      cancelledAt: '2026-12-01T07:00:00.000Z',
    })
    expect(second.body).toEqual(first.body)
    expect((await staff.get<{ participants: number }>(`/occurrences/${where}`)).body.participants).toBe(0)
  })

  it('by sixteen callers at once frees it once', async () => {
    const where = await slot({ date: '2026-12-02' })
    const [id] = [await add(where), await add(where)]
    const answers = await Promise.all(Array.from({ length: 16 }, () => staff.post(`/participants/${id}/cancel`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await staff.get<{ participants: number }>(`/occurrences/${where}`)).body.participants).toBe(1)
  })

  it('is open to a key only for what it booked, and not after the end', async () => {
    const id = await add(await slot({ date: '2026-12-02' }))
    expect((await key.post(`/participants/${id}/cancel`)).status).toBe(403)
    const visitor = await makeVisitor(app.pool)
    const made = await key.post<{ participants: { id: string }[] }>('/bookings', {
      visitor,
      occurrence: await slot({ hour: '12' }),
    })
    app.setNow('2026-12-01T12:00:00Z')
    expect(codeOf(await key.post(`/participants/${made.body.participants[0]?.id}/cancel`))).toBe('OCCURRENCE_ENDED')
    app.setNow(NOW)
    expect((await key.post(`/participants/${made.body.participants[0]?.id}/cancel`)).status).toBe(200)
    expect((await staff.post('/participants/00000000-0000-7000-8000-000000000000/cancel')).status).toBe(404)
  })

  it('tells the volunteer who booked, by ids only, and only when the change is there', async () => {
    const volunteer = await makeVolunteer(app.pool, '77')
    const visitor = await makeVisitor(app.pool)
    const where = await slot({ date: '2026-12-02' })
    const caller = { kind: 'volunteers', id: volunteer } as const
    const { participants } = await bookOperation(
      app.payload,
      { visitor, occurrences: [where], comment: null },
      { caller, now: new Date(NOW), route: 'test', key: null, body: {} },
    )
    await staff.post(`/participants/${participants[0]?.id}/cancel`, { reason: 'Врач заболел' })
    const { rows } = await app.pool.query(
      'SELECT kind, recipient_kind, payload FROM messages WHERE recipient_id = $1 ORDER BY created_at, kind',
      [volunteer],
    )
    expect(rows).toEqual([
      { kind: 'bookingConfirmed', recipient_kind: 'volunteers', payload: { participants: [participants[0]?.id] } },
      {
        kind: 'bookingsCancelled',
        recipient_kind: 'volunteers',
        payload: { occurrence: where, reason: 'Врач заболел', participants: [participants[0]?.id] },
      },
    ])
  })
})

describe('marking attendance', () => {
  it('gives every row its own result', async () => {
    const here = await add(await slot())
    const tomorrow = await add(await slot({ date: '2026-12-02' }))
    const cancelled = await add(await slot())
    await staff.post(`/participants/${cancelled}/cancel`)
    const nobody = '00000000-0000-7000-8000-000000000000'
    const { status, body } = await mark([here, tomorrow, cancelled, nobody, here], 'attended', {
      comment: 'пришёл сам',
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      updated: [here],
      failed: [
        { id: tomorrow, code: 'ATTENDANCE_TOO_EARLY' },
        { id: cancelled, code: 'PARTICIPANT_CANCELLED' },
        { id: nobody, code: 'PARTICIPANT_NOT_FOUND' },
      ],
      undo: expect.any(String),
    })
    expect((await staff.get<{ comment: string }>(`/participants/${here}`)).body.comment).toBe('пришёл сам')
  })

  it('never changes how many places are taken', async () => {
    const where = await slot()
    const id = await add(where)
    for (const status of ['noShow', 'attended', 'expected']) {
      await mark([id], status)
      expect((await staff.get<{ participants: number }>(`/occurrences/${where}`)).body.participants).toBe(1)
    }
  })

  it('writes who changed what from what to what', async () => {
    const id = await add(await slot())
    await mark([id], 'attended')
    await mark([id], 'noShow')
    const { rows } = await app.pool.query(
      `SELECT actor_id, changes FROM audit_log WHERE subject_id = $1 AND action = 'participant.marked'
        ORDER BY at, changes->>'from' DESC`,
      [id],
    )
    expect(rows).toEqual([
      { actor_id: staff.id, changes: { from: 'expected', to: 'attended' } },
      { actor_id: staff.id, changes: { from: 'attended', to: 'noShow' } },
    ])
  })

  it('takes 500 at once and no more', async () => {
    const where = await slot()
    const visitors = await makeVisitors(app.pool, 500)
    const { rows } = await app.pool.query<{ id: string }>(
      `INSERT INTO participants (visitor_id, occurrence_id, booked_at) SELECT unnest($1::uuid[]), $2, now()
        RETURNING id`,
      [visitors, where],
    )
    const ids = rows.map(({ id }) => id)
    const marked = await mark(ids, 'attended')
    expect(marked.body.updated).toHaveLength(500)
    expect((await mark([...ids, where], 'noShow')).status).toBe(400)
    expect((await undo(marked.body.undo)).body.updated).toHaveLength(500)
  })

  it('is not for keys or viewers', async () => {
    const body = { ids: [await add(await slot())], status: 'attended' }
    expect((await key.post('/participants/status', body)).status).toBe(403)
    expect((await (await app.as('viewer')).post('/participants/status', body)).status).toBe(403)
  })
})

describe('undoing', () => {
  it('puts marks and comments back, once, within ten minutes', async () => {
    const id = await add(await slot())
    const { body } = await mark([id], 'attended', { comment: 'x' })
    app.setNow('2026-12-01T07:09:59Z')
    expect((await undo(body.undo)).body).toEqual({ updated: [id], failed: [] })
    expect(await statusOf(id)).toBe('expected')
    expect(codeOf(await undo(body.undo))).toBe('UNDO_EXPIRED')
    app.setNow(NOW)
    const late = await mark([id], 'noShow')
    app.setNow('2026-12-01T07:10:01Z')
    expect(codeOf(await undo(late.body.undo))).toBe('UNDO_EXPIRED')
    app.setNow(NOW)
  })

  it('leaves a row alone that was changed since, and belongs to who made the change', async () => {
    const where = await slot()
    const [a, b] = [await add(where), await add(where)]
    const { body } = await mark([a, b], 'attended')
    await mark([b], 'noShow')
    const other = await app.as('administrator')
    expect(codeOf(await other.post('/participants/undo', { undo: body.undo }))).toBe('UNDO_EXPIRED')
    expect((await undo(body.undo)).body).toEqual({ updated: [a], failed: [{ id: b, code: 'PARTICIPANT_CHANGED' }] })
    expect([await statusOf(a), await statusOf(b)]).toEqual(['expected', 'noShow'])
  })
})

describe('registration', () => {
  it('attended makes a new visitor registered; undone, or marked otherwise, new again', async () => {
    const visitor = await makeVisitor(app.pool, { status: 'new' })
    const id = await add(await slot({ what: registration }), visitor)
    const { body } = await mark([id], 'attended')
    expect(await visitorStatus(visitor)).toBe('registered')
    await undo(body.undo)
    expect(await visitorStatus(visitor)).toBe('new')
    await mark([id], 'attended')
    await mark([id], 'noShow')
    expect(await visitorStatus(visitor)).toBe('new')
  })

  it('stays as long as another attended registration stands', async () => {
    const visitor = await makeVisitor(app.pool, { status: 'new' })
    const [first, second] = [
      await add(await slot({ what: registration }), visitor),
      await add(await slot({ what: registration, hour: '09' }), visitor),
    ]
    await mark([first, second], 'attended')
    await mark([first], 'noShow')
    expect(await visitorStatus(visitor)).toBe('registered')
    await mark([second], 'noShow')
    expect(await visitorStatus(visitor)).toBe('new')
  })

  it('set by hand has no attendance behind it and is not taken away', async () => {
    const visitor = await makeVisitor(app.pool, { status: 'registered' })
    const id = await add(await slot({ what: registration }), visitor)
    await mark([id], 'attended')
    await mark([id], 'expected')
    expect(await visitorStatus(visitor)).toBe('registered')
  })
})
