import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { violations } from '../../factories/invariants'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'
import { placesTaken } from './world'

const NOW = '2026-12-01T09:00:00Z'

let app: App
let admin: Client
let staff: Client
let key: Client
let occurrences: string[][]
beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  key = await app.as('key:booking')
  const place = await makePlace(app.pool)
  const lines = [
    { service: await makeService(app.pool), startTime: '09:00', endTime: '10:00', capacity: 3 },
    { service: await makeService(app.pool, { title: 'Стирка' }), startTime: '11:00', endTime: '12:00', capacity: 3 },
  ]
  const dates = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']
  occurrences = (await makeEvent(app.pool, { place, dates, capacity: 3, lines })).occurrences
})
afterAll(async () => {
  expect(await violations(app.pool)).toEqual([])
  await app.close()
})

let counter = 0
const LETTERS = 'абвгдежзик'
const surname = (): string => `Двойнов${Array.from(String((counter += 1)), (digit) => LETTERS[Number(digit)]).join('')}`
const person = async (fields: object = {}): Promise<string> =>
  (
    await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: surname(),
      firstName: 'Пётр',
      status: 'registered',
      allowDuplicate: true,
      ...fields,
    })
  ).body.doc.id
const slot = (day: number, line = 0): string => occurrences[day]?.[line] ?? ''
const book = async (visitor: string, occurrence: string, comment: string | null = null): Promise<string> => {
  const answer = await staff.post<{ participants: { id: string }[] }>('/bookings', { visitor, occurrence, comment })
  expect([answer.status, codeOf(answer as never)]).toEqual([201, undefined])
  return answer.body.participants[0]?.id ?? ''
}
const mark = (id: string, status: string) => staff.post('/participants/status', { ids: [id], status })
const merge = (id: string, other: string, take: object = {}, query = '') =>
  admin.post<{ id: string; visitor: Record<string, unknown>; moved: Record<string, number> }>(
    `/visitors/${id}/merge${query}`,
    { other, take },
  )
const undo = (id: string) =>
  admin.post<{ putBack: { participants: number; fields: string[] }; kept: { participants: number; fields: string[] } }>(
    `/merges/${id}/undo`,
  )
const bookingsOf = async (visitor: string) =>
  (
    await app.pool.query<{ id: string; status: string; comment: string | null }>(
      `SELECT b.id, b.status, b.comment FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
        WHERE b.visitor_id = $1 ORDER BY o.starts_at`,
      [visitor],
    )
  ).rows
const taken = (occurrence: string) => placesTaken(app, occurrence)
const reasonOf = (answer: { body: unknown }): unknown =>
  (answer.body as { errors: { data: { reason?: string } }[] }).errors[0]?.data.reason
const record = async (id: string) =>
  (await admin.get<Record<string, unknown>>(`/visitors/${id}`)).body as Record<string, unknown> & { cardNumber: string }

describe('merging two records', () => {
  let [one, two] = ['', '']
  beforeEach(async () => {
    ;[one, two] = [await person({ phone: '8 916 111-22-33' }), await person({ firstName: 'Петр', birthYear: 1963 })]
  })

  test('gives the survivor everything, and both records lead there by id, card and name', async () => {
    const [upcoming, past] = [await book(two, slot(2)), await book(two, slot(0))]
    await mark(past, 'attended')
    const [before, other] = [await record(one), await record(two)]
    const { status, body } = await merge(one, two, { cardNumber: 'other', lastName: 'other' })
    expect([status, body.moved]).toEqual([
      200,
      { participants: 2, history: 1, photos: 0, log: expect.any(Number), together: 0 },
    ])
    expect(body.visitor).toMatchObject({
      id: one,
      lastName: other.lastName,
      firstName: 'Пётр',
      cardNumber: other.cardNumber,
      phone: '+79161112233',
      birthYear: 1963,
    })
    expect((await bookingsOf(one)).map(({ id }) => id).sort()).toEqual([upcoming, past].sort())
    expect(await bookingsOf(two)).toEqual([])
    expect(await record(two)).toMatchObject({ id: two, mergedInto: one })
    for (const q of [before.cardNumber, other.cardNumber, before.lastName, other.lastName, two]) {
      const { docs } = (
        await admin.get<{ docs: { id: string }[] }>(`/visitors/search?q=${encodeURIComponent(String(q))}`)
      ).body
      expect([q, docs.map(({ id }) => id).filter((id) => [one, two].includes(id))]).toEqual([q, [one]])
    }
    const profile = (
      await staff.get<{ visitor: { id: string }; upcoming: { id: string }[]; merged: { id: string }[] }>(
        `/visitors/${two}/profile`,
      )
    ).body
    expect([profile.visitor.id, profile.upcoming.map(({ id }) => id), profile.merged.map(({ id }) => id)]).toEqual([
      one,
      [upcoming],
      [two],
    ])
    await staff.post(`/participants/${upcoming}/cancel`, {})
  })

  test('books the survivor for whoever names the other, once, and asks availability for the survivor', async () => {
    await merge(one, two)
    const first = await staff.post<{ participants: { visitor: string }[] }>('/bookings', {
      visitor: two,
      occurrence: slot(3),
    })
    expect([first.status, first.body.participants[0]?.visitor]).toEqual([201, one])
    expect(codeOf(await staff.post('/bookings', { visitor: two, occurrence: slot(3) }))).toBe('ALREADY_BOOKED')
    const hold = await key.post<{ id: string }>('/holds', { visitor: two, occurrence: slot(4) })
    expect(hold.status).toBe(201)
    expect((await app.pool.query('SELECT visitor_id FROM holds WHERE id = $1', [hold.body.id])).rows).toEqual([
      { visitor_id: one },
    ])
    const { days } = (
      await key.get<{ days: { slots: { occurrence: string; code: string | null }[] }[] }>(
        `/availability?from=2026-12-03&to=2026-12-03&visitor=${two}`,
      )
    ).body
    expect(days[0]?.slots.find(({ occurrence }) => occurrence === slot(3))?.code).toBe('ALREADY_BOOKED')
    const added = await staff.post<{ doc: { visitor: string } }>('/participants', { visitor: two, occurrence: slot(5) })
    expect([added.status, added.body.doc.visitor]).toEqual([201, one])
  })

  test('counts one person once, on the occurrence and on the day', async () => {
    const [mine, theirs] = [await book(one, slot(2), 'ждёт у входа'), await book(two, slot(2), 'с собакой')]
    const second = await book(two, slot(2, 1))
    expect(await taken(slot(2))).toEqual({ occurrence: 2, day: 2 })
    const { body } = await merge(one, two)
    expect(body.moved.together).toBe(1)
    expect(await taken(slot(2))).toEqual({ occurrence: 1, day: 1 })
    expect(await bookingsOf(one)).toEqual([
      { id: mine, status: 'expected', comment: 'ждёт у входа\nс собакой' },
      { id: second, status: 'expected', comment: null },
    ])
    const undone = await undo(body.id)
    expect([undone.status, undone.body]).toEqual([
      200,
      {
        survivor: one,
        other: two,
        putBack: { participants: 2, fields: ['birthYear'] },
        kept: { participants: 0, fields: [] },
      },
    ])
    expect(await taken(slot(2))).toEqual({ occurrence: 2, day: 2 })
    expect([await bookingsOf(one), await bookingsOf(two)]).toEqual([
      [{ id: mine, status: 'expected', comment: 'ждёт у входа' }],
      [
        { id: theirs, status: 'expected', comment: 'с собакой' },
        { id: second, status: 'expected', comment: null },
      ],
    ])
  })

  test.each([
    ['expected', 'attended', 'attended'],
    ['attended', 'noShow', 'attended'],
    ['expected', 'noShow', 'noShow'],
    ['cancelled', 'expected', 'expected'],
    ['noShow', 'cancelled', 'noShow'],
  ])('on one occurrence %s and %s are %s', async (ours, theirs, kept) => {
    for (const [who, status] of [
      [one, ours],
      [two, theirs],
    ] as const) {
      const id = await book(who, slot(1))
      if (status === 'cancelled') await staff.post(`/participants/${id}/cancel`, {})
      else if (status !== 'expected') await mark(id, status)
    }
    const before = await taken(slot(1))
    const { body } = await merge(one, two)
    expect((await bookingsOf(one)).map(({ status }) => status)).toEqual([kept])
    expect(await undo(body.id)).toMatchObject({ status: 200 })
    expect(await taken(slot(1))).toEqual(before)
    for (const { id } of [...(await bookingsOf(one)), ...(await bookingsOf(two))])
      await staff.post(`/participants/${id}/cancel`, {})
  })

  test('frees nothing that somebody else could lose: an undo into a full place is refused as a whole', async () => {
    await book(one, slot(6))
    await book(two, slot(6))
    const { body } = await merge(one, two)
    const [third, fourth] = [await person(), await person()]
    const [lucky, last] = [await book(third, slot(6)), await book(fourth, slot(6))]
    const refused = await undo(body.id)
    expect([refused.status, codeOf(refused), reasonOf(refused)]).toEqual([409, 'MERGE_CONFLICT', 'full'])
    expect((await bookingsOf(one)).length).toBe(1)
    expect(await record(two)).toMatchObject({ mergedInto: one })
    for (const id of [lucky, last]) await staff.post(`/participants/${id}/cancel`, {})
    expect((await undo(body.id)).status).toBe(200)
    expect(await taken(slot(6))).toEqual({ occurrence: 2, day: 2 })
    for (const { id } of [...(await bookingsOf(one)), ...(await bookingsOf(two))])
      await staff.post(`/participants/${id}/cancel`, {})
  })

  test('keeps with the survivor what was changed or added since, and says so', async () => {
    const changed = await book(two, slot(1))
    const same = await book(two, slot(3))
    const { body } = await merge(one, two, { firstName: 'other' })
    await mark(changed, 'attended')
    const added = await book(one, slot(4))
    await staff.patch(`/visitors/${one}`, { firstName: 'Пётр-Павел', comment: 'новое', allowDuplicate: true })
    const undone = await undo(body.id)
    expect(undone.body).toMatchObject({
      putBack: { participants: 1, fields: ['birthYear'] },
      kept: { participants: 2, fields: ['firstName'] },
    })
    expect((await bookingsOf(one)).map(({ id }) => id).sort()).toEqual([changed, added].sort())
    expect((await bookingsOf(two)).map(({ id }) => id)).toEqual([same])
    expect(await record(one)).toMatchObject({ firstName: 'Пётр-Павел', birthYear: null, comment: 'новое' })
    expect(await record(two)).toMatchObject({ firstName: 'Петр', birthYear: 1963, mergedInto: null })
    for (const id of [changed, added, same]) await staff.post(`/participants/${id}/cancel`, {})
  })

  test('the later word on consent holds, and registered beats new', async () => {
    const asked = await person({ status: 'new', consent: { givenAt: '2026-01-01T09:00:00Z' } })
    const again = await person({
      consent: { givenAt: '2025-01-01T09:00:00Z', withdrawnAt: '2026-06-01T09:00:00Z' },
    })
    const { body } = await merge(asked, again)
    expect(body.visitor).toMatchObject({
      status: 'registered',
      consent: { givenAt: '2025-01-01T09:00:00.000Z', withdrawnAt: '2026-06-01T09:00:00.000Z' },
    })
    await undo(body.id)
    expect(await record(asked)).toMatchObject({ status: 'new', consent: { withdrawnAt: null } })
  })

  test('a preview says the same and writes nothing', async () => {
    await book(two, slot(5))
    const { body } = await merge(one, two, { phone: 'other' }, '?preview=true')
    expect([body.id, body.moved]).toEqual([
      null,
      { participants: 1, history: 0, photos: 0, log: expect.any(Number), together: 0 },
    ])
    expect(body.visitor).toMatchObject({ id: one, phone: null, birthYear: 1963 })
    expect(await record(two)).toMatchObject({ mergedInto: null })
    expect((await app.pool.query('SELECT 1 FROM merges WHERE survivor_id = $1', [one])).rows).toEqual([])
    const merged = await merge(one, two, { phone: 'other' })
    // The other record was looked at once more, which is in the log too.
    expect([merged.body.visitor, merged.body.moved]).toEqual([
      { ...body.visitor, updatedAt: merged.body.visitor.updatedAt },
      { ...body.moved, log: (body.moved.log ?? 0) + 1 },
    ])
  })

  test('is for administrators, for two people who are there, and for whole records', async () => {
    expect((await staff.post(`/visitors/${one}/merge`, { other: two })).status).toBe(403)
    expect((await key.post(`/visitors/${one}/merge`, { other: two })).status).toBe(403)
    expect((await merge(one, one)).status).toBe(400)
    expect((await merge(one, two, { passport: 'other' })).status).toBe(400)
    expect((await merge(one, two, { phone: 'mine' })).status).toBe(400)
    const nobody = '0198a000-0000-7000-8000-00000000ffff'
    expect((await merge(nobody, two)).status).toBe(404)
    expect(codeOf(await merge(one, nobody))).toBe('VISITOR_NOT_FOUND')
    expect((await undo(nobody)).status).toBe(404)
    const { body } = await merge(one, two)
    expect((await staff.post(`/merges/${body.id}/undo`)).status).toBe(403)
    const again = await merge(one, two)
    expect([codeOf(again), reasonOf(again)]).toEqual(['MERGE_CONFLICT', 'merged'])
    expect(codeOf(await merge(two, one))).toBe('MERGE_CONFLICT')
    expect(codeOf(await staff.patch(`/visitors/${two}`, { comment: 'здесь' }))).toBe('VISITOR_MERGED')
    expect(codeOf(await admin.delete(`/visitors/${two}`))).toBe('VISITOR_MERGED')
    expect(codeOf(await admin.delete(`/visitors/${one}`))).toBe('IN_USE')
  })

  test('a chain leads to its end, and is taken back in the other order', async () => {
    const three = await person()
    const visit = await book(two, slot(3, 1))
    const first = (await merge(one, two)).body.id
    const second = (await merge(three, one)).body.id
    expect(await record(two)).toMatchObject({ mergedInto: three })
    expect((await bookingsOf(three)).map(({ id }) => id)).toEqual([visit])
    expect(reasonOf(await undo(first))).toBe('merged')
    expect((await undo(second)).status).toBe(200)
    expect(await record(two)).toMatchObject({ mergedInto: one })
    const third = (await merge(one, three)).body.id
    expect(reasonOf(await undo(first))).toBe('later')
    expect((await undo(third)).status).toBe(200)
    expect((await undo(first)).status).toBe(200)
    expect(reasonOf(await undo(first))).toBe('undone')
    expect((await bookingsOf(two)).map(({ id }) => id)).toEqual([visit])
    await staff.post(`/participants/${visit}/cancel`, {})
  })

  test('can be taken back for thirty days', async () => {
    const { body } = await merge(one, two)
    app.setNow('2026-12-31T09:00:01Z')
    expect(reasonOf(await undo(body.id))).toBe('expired')
    app.setNow('2026-12-31T08:59:59Z')
    expect((await undo(body.id)).status).toBe(200)
    app.setNow(NOW)
  })

  test('the log is read through the merge in both directions, and moves no entry', async () => {
    await staff.patch(`/visitors/${two}`, { comment: 'любит чай' })
    const { rows: before } = await app.pool.query('SELECT id, subject_id FROM audit_log ORDER BY id')
    const { body } = await merge(one, two)
    const entries = async (id: string, where = '[subjectId][equals]') =>
      (await admin.get<{ docs: { action: string; subjectId: string }[] }>(`/audit-log?where${where}=${id}&limit=100`))
        .body.docs
    const nested = '[and][0][or][0][subjectId][in]'
    for (const [id, where] of [[one], [two], [one, '[subjectId][in]'], [two, nested]] as const)
      expect((await entries(id, where)).map(({ action, subjectId }) => [action, subjectId])).toEqual(
        expect.arrayContaining([
          ['visitor.changed', two],
          ['visitor.created', one],
          ['visitor.merged', one],
          ['visitor.merged', two],
        ]),
      )
    await undo(body.id)
    expect((await entries(one)).some(({ subjectId }) => subjectId === two)).toBe(false)
    const { rows: after } = await app.pool.query('SELECT id, subject_id FROM audit_log WHERE id = ANY ($1)', [
      before.map(({ id }) => id),
    ])
    expect(new Map(after.map((row) => [row.id, row.subject_id]))).toEqual(
      new Map(before.map((row) => [row.id, row.subject_id])),
    )
  })
})
