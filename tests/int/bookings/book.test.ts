import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors, type Line } from '../../factories/schedule'
import { violations } from '../../factories/invariants'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

/** 1 December 2026, 10:00 in Moscow. */
const NOW = '2026-12-01T07:00:00Z'
let app: App
let key: Client
let staff: Client
let place: string
let shower: string
let laundry: string
let registration: string

beforeAll(async () => {
  app = await startApp({ now: NOW })
  key = await app.as('key:booking')
  staff = await app.as('coordinator')
  place = await makePlace(app.pool)
  shower = await makeService(app.pool)
  laundry = await makeService(app.pool, { title: 'Стирка', allowOverlap: true })
  registration = await makeService(app.pool, { title: 'Первичная регистрация', registration: true })
})

afterAll(async () => {
  expect(await violations(app.pool)).toEqual([])
  await app.close()
})

const line = (over: Partial<Line> = {}): Line => ({
  service: shower,
  startTime: '12:00',
  endTime: '13:00',
  capacity: 5,
  ...over,
})
const event = async (lines: Line[] = [line()], { dates = ['2026-12-01'], capacity = 10 } = {}) =>
  makeEvent(app.pool, { place, dates, capacity, lines })
const book = (who: Client, visitor: string, occurrences: (string | undefined)[], headers = {}) =>
  who.post('/bookings', { visitor, occurrences }, headers)
const participantsOf = async (visitor: string) =>
  (
    await app.pool.query('SELECT occurrence_id, status FROM participants WHERE visitor_id = $1 ORDER BY created_at', [
      visitor,
    ])
  ).rows

describe('a booking', () => {
  it('answers with the participant, says who booked and from where, and tells nobody when a key did', async () => {
    const { occurrences, days } = await event()
    const visitor = await makeVisitor(app.pool)
    const answer = await key.post<{ participants: Record<string, unknown>[] }>('/bookings', {
      visitor,
      occurrence: occurrences[0]?.[0],
      comment: ' с собакой ',
    })
    expect(answer.status).toBe(201)
    expect(answer.body.participants).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        visitor,
        occurrence: occurrences[0]?.[0],
        eventDay: days[0],
        status: 'expected',
        comment: 'с собакой',
        source: 'api',
        bookedBy: { relationTo: 'integrations', value: key.id },
        bookedAt: '2026-12-01T07:00:00.000Z',
        cancelledAt: null,
        cancelReason: null,
        createdAt: '2026-12-01T07:00:00.000Z',
        updatedAt: '2026-12-01T07:00:00.000Z',
      },
    ])
    const read = await staff.get(`/participants/${String(answer.body.participants[0]?.id)}`)
    expect(read.body).toMatchObject(answer.body.participants[0] ?? {})
  })

  it('is all or none: the answer names every occurrence that said no', async () => {
    const { occurrences } = await event([
      line({ capacity: 1 }),
      line({ startTime: '14:00', endTime: '15:00' }),
      line({ startTime: '16:00', endTime: '17:00', capacity: 1 }),
    ])
    const [a, b, c] = occurrences[0] ?? []
    for (const full of [a, c]) expect((await book(key, await makeVisitor(app.pool), [full])).status).toBe(201)
    const visitor = await makeVisitor(app.pool)
    const answer = await book(key, visitor, [a, b, c])
    expect(answer.status).toBe(409)
    expect((answer.body.errors as { data: object }[]).map(({ data }) => data)).toEqual([
      { code: 'OCCURRENCE_FULL', occurrence: a, capacity: 1 },
      { code: 'OCCURRENCE_FULL', occurrence: c, capacity: 1 },
    ])
    expect(await participantsOf(visitor)).toEqual([])
  })

  it('says why in the language of the reader', async () => {
    const { occurrences } = await event([line({ capacity: 1 })])
    await book(key, await makeVisitor(app.pool), [occurrences[0]?.[0]])
    const visitor = await makeVisitor(app.pool)
    const say = async (language: string) =>
      (
        (await book(key, visitor, [occurrences[0]?.[0]], { 'accept-language': language })).body.errors as {
          message: string
        }[]
      )[0]?.message
    expect([await say('ru'), await say('en')]).toEqual(['Свободных мест здесь нет.', 'There are no places left here.'])
  })

  it('of somebody or something unknown is a 409 with its code', async () => {
    const { occurrences } = await event()
    const nobody = '00000000-0000-7000-8000-000000000000'
    expect(codeOf(await book(key, nobody, [occurrences[0]?.[0]]))).toBe('VISITOR_NOT_FOUND')
    expect(codeOf(await book(key, await makeVisitor(app.pool), [nobody]))).toBe('OCCURRENCE_NOT_FOUND')
  })

  it('of a new visitor is for registration only', async () => {
    const { occurrences } = await event([line(), line({ service: registration, startTime: '14:00', endTime: '15:00' })])
    const visitor = await makeVisitor(app.pool, { status: 'new' })
    expect(codeOf(await book(staff, visitor, [occurrences[0]?.[0]]))).toBe('REGISTRATION_REQUIRED')
    expect((await book(key, visitor, [occurrences[0]?.[1]])).status).toBe(201)
  })

  it('of two services that overlap each other is refused, unless one allows it', async () => {
    const { occurrences } = await event([
      line(),
      line({ startTime: '12:30', endTime: '13:30' }),
      line({ service: laundry, startTime: '12:00', endTime: '14:00' }),
    ])
    const [a, b, wash] = occurrences[0] ?? []
    const visitor = await makeVisitor(app.pool)
    expect(codeOf(await book(key, visitor, [a, b]))).toBe('TIME_CONFLICT')
    expect((await book(key, visitor, [a, wash])).status).toBe(201)
    expect(codeOf(await book(key, visitor, [b]))).toBe('TIME_CONFLICT')
  })

  it('counts a person once in a day: two services take one place of it, the person after the last does not fit', async () => {
    const { occurrences } = await event(
      [line({ capacity: 2 }), line({ startTime: '14:00', endTime: '15:00', capacity: 2 })],
      { capacity: 2 },
    )
    const [a, b] = occurrences[0] ?? []
    const [first, second, third] = await makeVisitors(app.pool, 3)
    expect((await book(key, first ?? '', [a, b])).status).toBe(201)
    expect((await book(key, second ?? '', [a])).status).toBe(201)
    expect(codeOf(await book(key, third ?? '', [b]))).toBe('EVENT_FULL')
    expect((await book(key, second ?? '', [b])).status).toBe(201)
  })

  it('after a cancellation re-activates the same record with the new booker, source and time', async () => {
    const { occurrences } = await event()
    const visitor = await makeVisitor(app.pool)
    const first = (await book(key, visitor, [occurrences[0]?.[0]])).body.participants as { id: string }[]
    await key.post(`/participants/${first[0]?.id}/cancel`, { reason: 'передумал' })
    app.setNow('2026-12-01T08:00:00Z')
    const again = (await book(staff, visitor, [occurrences[0]?.[0]])).body.participants
    app.setNow(NOW)
    expect(again).toEqual([
      expect.objectContaining({
        id: first[0]?.id,
        status: 'expected',
        bookedBy: { relationTo: 'users', value: staff.id },
        bookedAt: '2026-12-01T08:00:00.000Z',
        cancelledAt: null,
        cancelReason: null,
        createdAt: '2026-12-01T07:00:00.000Z',
      }),
    ])
  })

  it('already there answers with its id', async () => {
    const { occurrences } = await event()
    const visitor = await makeVisitor(app.pool)
    const [first] = (await book(key, visitor, [occurrences[0]?.[0]])).body.participants as { id: string }[]
    const again = await book(key, visitor, [occurrences[0]?.[0]])
    expect((again.body.errors as { data: object }[])[0]?.data).toEqual({
      code: 'ALREADY_BOOKED',
      occurrence: occurrences[0]?.[0],
      participant: first?.id,
    })
  })

  it('refuses what is cancelled, over or in the archive; staff may add to what is over', async () => {
    const today = await event([line({ startTime: '08:00', endTime: '09:00' }), line()])
    const [over, open] = today.occurrences[0] ?? []
    const visitor = await makeVisitor(app.pool)
    expect(codeOf(await book(key, visitor, [over]))).toBe('OCCURRENCE_ENDED')
    expect((await book(staff, visitor, [over])).status).toBe(201)
    await app.pool.query(`UPDATE events SET archived_at = now() WHERE id = $1`, [today.event])
    expect(codeOf(await book(staff, visitor, [open]))).toBe('EVENT_ARCHIVED')
    expect((await book(staff, await makeVisitor(app.pool), [over])).status).toBe(201)
    await app.pool.query(`UPDATE occurrences SET status = 'cancelled' WHERE id = $1`, [open])
    expect(codeOf(await book(staff, visitor, [open]))).toBe('OCCURRENCE_CANCELLED')
  })
})

describe('the booking window', () => {
  it('of N days is open from 00:00 of the place, N days before, in whatever zone', async () => {
    for (const [timezone, open, shut] of [
      ['Europe/Moscow', '2026-12-03T21:00:00Z', '2026-12-03T20:59:59Z'],
      ['Asia/Kathmandu', '2026-12-03T18:15:00Z', '2026-12-03T18:14:59Z'],
      ['America/St_Johns', '2026-12-04T03:30:00Z', '2026-12-04T03:29:59Z'],
    ] as const) {
      const there = await makePlace(app.pool, { timezone })
      const { occurrences } = await makeEvent(app.pool, {
        place: there,
        timezone,
        dates: ['2026-12-11'],
        capacity: 5,
        lines: [line({ window: { value: 7, unit: 'days' } })],
      })
      const visitor = await makeVisitor(app.pool)
      app.setNow(shut)
      const refused = await book(key, visitor, [occurrences[0]?.[0]])
      expect([timezone, codeOf(refused)]).toEqual([timezone, 'WINDOW_NOT_OPEN'])
      expect((refused.body.errors as { data: object }[])[0]?.data).toMatchObject({
        bookableFrom: new Date(open).toISOString(),
        bookableDate: '2026-12-04',
      })
      app.setNow(open)
      expect([timezone, (await book(key, visitor, [occurrences[0]?.[0]])).status]).toEqual([timezone, 201])
    }
    app.setNow(NOW)
  })

  it('of N occurrences counts those neither cancelled nor over, full ones too', async () => {
    const dates = ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22']
    const { occurrences } = await event([line({ capacity: 1, window: { value: 2, unit: 'occurrences' } })], { dates })
    const [first, second, third, fourth] = occurrences.map(([only]) => only)
    const visitor = await makeVisitor(app.pool)
    await book(key, await makeVisitor(app.pool), [first])
    expect((await book(key, visitor, [second])).status).toBe(201)
    expect(codeOf(await book(key, visitor, [third]))).toBe('WINDOW_NOT_OPEN')
    await app.pool.query(`UPDATE occurrences SET status = 'cancelled' WHERE id = $1`, [first])
    expect((await book(key, visitor, [third])).status).toBe(201)
    expect(codeOf(await book(key, visitor, [fourth]))).toBe('WINDOW_NOT_OPEN')
    app.setNow('2026-12-08T10:00:00Z')
    expect((await book(key, visitor, [fourth])).status).toBe(201)
    app.setNow(NOW)
  })

  it('does not bind staff', async () => {
    const { occurrences } = await event([line({ window: { value: 1, unit: 'days' } })], { dates: ['2027-03-01'] })
    expect((await book(staff, await makeVisitor(app.pool), [occurrences[0]?.[0]])).status).toBe(201)
  })
})

describe('other doors', () => {
  it('POST /api/participants obeys the same rules with the same codes', async () => {
    const { occurrences } = await event([line({ capacity: 1 })])
    const [visitor, other] = await makeVisitors(app.pool, 2)
    const added = await staff.post<{ doc: { id: string; source: string } }>('/participants', {
      visitor,
      occurrence: occurrences[0]?.[0],
      source: 'bot',
      status: 'expected',
    })
    expect([added.status, added.body.doc.source]).toEqual([201, 'api'])
    expect(codeOf(await staff.post('/participants', { visitor: other, occurrence: occurrences[0]?.[0] }))).toBe(
      'OCCURRENCE_FULL',
    )
    expect(codeOf(await staff.post('/participants', { visitor, occurrence: occurrences[0]?.[0] }))).toBe(
      'ALREADY_BOOKED',
    )
  })

  it('a paper list is typed in later with its marks, both or neither', async () => {
    const { occurrences } = await event([line({ startTime: '08:00', endTime: '09:00' }), line()], {
      dates: ['2026-12-01', '2026-12-02'],
    })
    const visitor = await makeVisitor(app.pool)
    const past = await staff.post<{ doc: { status: string } }>('/participants', {
      visitor,
      occurrence: occurrences[0]?.[0],
      status: 'attended',
    })
    expect(past.body.doc.status).toBe('attended')
    expect(
      codeOf(await staff.post('/participants', { visitor, occurrence: occurrences[1]?.[1], status: 'attended' })),
    ).toBe('ATTENDANCE_TOO_EARLY')
    expect(await participantsOf(visitor)).toHaveLength(1)
  })

  it('a participant’s visitor and occurrence never change, and it is never deleted', async () => {
    const { occurrences } = await event([line(), line({ startTime: '15:00', endTime: '16:00' })])
    const visitor = await makeVisitor(app.pool)
    const [made] = (await book(staff, visitor, [occurrences[0]?.[0]])).body.participants as { id: string }[]
    expect((await staff.patch(`/participants/${made?.id}`, { occurrence: occurrences[0]?.[1] })).status).toBe(400)
    expect((await staff.patch(`/participants/${made?.id}`, { visitor: await makeVisitor(app.pool) })).status).toBe(400)
    expect((await staff.delete(`/participants/${made?.id}`)).status).toBe(405)
    expect(
      (
        await staff.patch(`/participants/${made?.id}`, {
          visitor,
          occurrence: occurrences[0]?.[0],
          comment: 'ждёт у входа',
        })
      ).body,
    ).toMatchObject({ doc: { comment: 'ждёт у входа' } })
  })
})

describe('bad requests', () => {
  it.each([
    ['nothing', {}, ['visitor']],
    ['no occurrence', { visitor: '00000000-0000-7000-8000-000000000000' }, ['occurrence']],
    ['an id that is none', { visitor: 'x', occurrence: 'y' }, ['visitor', 'occurrence']],
    [
      'both forms',
      {
        visitor: '00000000-0000-7000-8000-000000000000',
        occurrence: '00000000-0000-7000-8000-000000000000',
        occurrences: ['00000000-0000-7000-8000-000000000000'],
      },
      ['occurrence'],
    ],
    [
      'the same twice',
      {
        visitor: '00000000-0000-7000-8000-000000000000',
        occurrences: ['00000000-0000-7000-8000-000000000000', '00000000-0000-7000-8000-000000000000'],
      },
      ['occurrences'],
    ],
    [
      'a field nobody asked for',
      {
        visitor: '00000000-0000-7000-8000-000000000000',
        occurrence: '00000000-0000-7000-8000-000000000000',
        status: 'attended',
      },
      ['status'],
    ],
  ])('%s is a 400 that names the field', async (_, body, paths) => {
    const answer = await key.post('/bookings', body)
    expect([answer.status, codeOf(answer)]).toEqual([400, 'VALIDATION'])
    expect(
      (answer.body.errors as { data: { errors: { path: string }[] } }[])[0]?.data.errors.map(({ path }) => path),
    ).toEqual(paths)
  })

  it('broken JSON is a 400, a read key a 403, nobody a 401', async () => {
    expect(codeOf(await key.post('/bookings', '{"visitor":'))).toBe('MALFORMED')
    expect((await (await app.as('key:read')).post('/bookings', {})).status).toBe(403)
    expect((await (await app.as('viewer')).post('/bookings', {})).status).toBe(403)
    expect((await (await app.as('anonymous')).post('/bookings', {})).status).toBe(401)
  })
})
