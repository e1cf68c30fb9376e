import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { setClockForTests } from '@/config/clock'
import { startApp, type App, type Client } from '../../helpers/app'

let app: App
let admin: Client
let staff: Client
let occurrence: string
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  // The clock moves a millisecond at each call, so that entries have an order.
  let at = Date.parse('2026-12-01T09:00:00Z')
  setClockForTests(() => new Date((at += 1)))
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-01', '2026-12-02'],
    capacity: 10,
    lines: [{ service: await makeService(app.pool), startTime: '10:00', endTime: '18:00', capacity: 10 }],
  })
  occurrence = made.occurrences[0]?.[0] ?? ''
})
afterAll(() => app.close())

type Entry = {
  action: string
  subjectId: string
  actorId: string | null
  actorKind: string | null
  via: string
  address: string | null
  requestId: string | null
  changes: Record<string, unknown>
  person: { state: string; values: Record<string, Record<string, unknown>> | null } | null
}
const entriesOf = async (subjectId: string): Promise<Entry[]> =>
  (await admin.get<{ docs: Entry[] }>(`/audit-log?where[subjectId][equals]=${subjectId}&sort=at&limit=100`)).body.docs
const last = async (subjectId: string): Promise<Entry | undefined> => (await entriesOf(subjectId)).at(-1)

const newVisitor = async (extra: object): Promise<string> =>
  (
    await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: 'Журнальный',
      firstName: 'Фома',
      status: 'registered',
      allowDuplicate: true,
      ...extra,
    })
  ).body.doc.id

describe('an entry', () => {
  test('says who, from where, through what and under which request', async () => {
    const id = await newVisitor({})
    await staff.patch(
      `/visitors/${id}`,
      { birthYear: 1970 },
      { 'x-request-id': 'evening-7', 'x-forwarded-for': '6.6.6.6', 'x-pristan-address': '6.6.6.6' },
    )
    expect((await entriesOf(id)).find(({ action }) => action === 'visitor.changed')).toMatchObject({
      actorKind: 'users',
      actorId: staff.id,
      via: 'api',
      address: '127.0.0.1',
      requestId: 'evening-7',
      changes: { fields: ['birthYear'] },
    })
  })

  test('of a booking is written in its one statement, with the same answers to who and from where', async () => {
    const visitor = await newVisitor({})
    const { body } = await staff.post<{ participants: { id: string }[] }>(
      '/bookings',
      { visitor, occurrence },
      { 'x-request-id': 'booking-1' },
    )
    expect(await entriesOf(body.participants[0]?.id ?? '')).toEqual([
      expect.objectContaining({
        action: 'participant.booked',
        actorId: staff.id,
        via: 'api',
        address: '127.0.0.1',
        requestId: 'booking-1',
        person: null,
      }),
    ])
  })

  test('shows an administrator what a person was and is, and stores neither in the clear', async () => {
    const id = await newVisitor({ phone: '+7 916 300-10-20', comment: 'хромает зимой' })
    await staff.patch(`/visitors/${id}`, { phone: '+7 916 300-10-21', comment: 'ходит с тростью' })
    const entry = (await entriesOf(id)).find(({ action }) => action === 'visitor.changed')
    expect(entry?.person).toEqual({
      person: id,
      state: 'readable',
      values: {
        before: { phone: '+79163001020', comment: 'хромает зимой' },
        after: { phone: '+79163001021', comment: 'ходит с тростью' },
      },
    })
    const { rows } = await app.pool.query<{ text: string }>(
      `SELECT l::text AS text FROM audit_log l WHERE subject_id = $1`,
      [id],
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.map(({ text }) => text).join('\n')).not.toMatch(/Журнальный|79163001|хромает|трост/)
  })

  test('of a comment, a mark and a cancellation keeps their words under the key of the person', async () => {
    const visitor = await newVisitor({})
    const { body } = await staff.post<{ participants: { id: string }[] }>('/bookings', {
      visitor,
      occurrence,
      comment: 'первый раз',
    })
    const id = body.participants[0]?.id ?? ''
    await staff.patch(`/participants/${id}`, { comment: 'просил тихий угол' })
    expect((await last(id))?.person?.values).toEqual({
      before: { comment: 'первый раз' },
      after: { comment: 'просил тихий угол' },
    })
    await staff.post('/participants/status', { ids: [id], status: 'attended', comment: 'пришёл с другом' })
    expect(await last(id)).toMatchObject({
      changes: { from: 'expected', to: 'attended' },
      person: { values: { after: { comment: 'пришёл с другом' } } },
    })
    await staff.post(`/participants/${id}/cancel`, { reason: 'попал в больницу' })
    expect(await last(id)).toMatchObject({
      changes: { from: 'attended' },
      person: { values: { reason: 'попал в больницу' } },
    })
    const { rows } = await app.pool.query<{ text: string }>(
      `SELECT l::text AS text FROM audit_log l WHERE subject_id = $1`,
      [id],
    )
    expect(rows.map(({ text }) => text).join('\n')).not.toMatch(/тихий|другом|больницу/)
  })

  test('says «стёрто» once the key of the person is gone', async () => {
    const id = await newVisitor({ comment: 'уйдёт' })
    await app.pool.query('DELETE FROM person_keys WHERE visitor_id = $1', [id])
    expect((await entriesOf(id))[0]?.person).toEqual({ person: id, state: 'erased', values: null })
  })

  test('is no longer readable, and breaks nothing, under another secret of the product', async () => {
    const id = await newVisitor({ comment: 'при старом ключе' })
    await app.pool.query(`UPDATE audit_log SET action = action WHERE false`)
    await app.pool.query(
      `INSERT INTO audit_log (at, action, subject, subject_id, sealed)
        SELECT at, action, subject, subject_id, jsonb_set(sealed, '{key}', '"other"') FROM audit_log
        WHERE subject_id = $1 AND sealed IS NOT NULL`,
      [id],
    )
    await app.pool.query(
      `INSERT INTO person_keys (visitor_id, secret_mark, wrapped) SELECT visitor_id, 'other', wrapped FROM person_keys
        WHERE visitor_id = $1`,
      [id],
    )
    expect((await entriesOf(id)).map(({ person }) => person?.state).sort()).toEqual(['otherSecret', 'readable'])
  })
})

describe('every change is in the log, with what it was', () => {
  test.each([
    ['places', 'place', { title: 'Пристань' }, { title: 'Причал' }],
    [
      'services',
      'service',
      { title: 'Баня', capacity: 5, minutes: 30, bookingWindow: { value: 7, unit: 'days' } },
      { title: 'Сауна' },
    ],
    [
      'users',
      'user',
      { name: 'Анна', email: 'anna@example.org', password: 'a long sentence', role: 'viewer' },
      { role: 'coordinator' },
    ],
    ['volunteers', 'volunteer', { name: 'Вера', telegramId: '77001' }, { blocked: true }],
  ])('of %s', async (slug, noun, body, change) => {
    const id = (await admin.post<{ doc: { id: string } }>(`/${slug}`, body)).body.doc.id
    await admin.patch(`/${slug}/${id}`, change)
    await admin.delete(`/${slug}/${id}`)
    const [field] = Object.keys(change)
    const entries = await entriesOf(id)
    expect(entries.map(({ action }) => action)).toEqual([`${noun}.created`, `${noun}.changed`, `${noun}.deleted`])
    expect(entries[1]?.changes).toEqual({
      before: { [field ?? '']: (body as Record<string, unknown>)[field ?? ''] ?? false },
      after: change,
    })
    expect(entries.every(({ actorId }) => actorId === admin.id)).toBe(true)
  })

  test('of keys and of a password, without the key and the password', async () => {
    const key = (await admin.post<{ doc: { id: string }; key: string }>('/integrations', { name: 'Сайт' })).body
    await admin.patch(`/integrations/${key.doc.id}`, { name: 'Сайт фонда' })
    expect((await entriesOf(key.doc.id)).map(({ action }) => action)).toEqual([
      'integration.created',
      'integration.changed',
    ])
    const user = (
      await admin.post<{ doc: { id: string } }>('/users', {
        name: 'Олег',
        email: 'oleg@example.org',
        password: 'a long sentence',
        role: 'viewer',
      })
    ).body.doc.id
    await admin.patch(`/users/${user}`, { password: 'another long sentence' })
    expect((await last(user))?.changes).toEqual({ before: {}, after: {}, password: true })
    const { rows } = await app.pool.query<{ text: string }>('SELECT l::text AS text FROM audit_log l')
    const all = rows.map(({ text }) => text).join('\n')
    expect([all.includes(key.key), all.includes('long sentence')]).toEqual([false, false])
  })

  test('of events, days and occurrences', async () => {
    const [place, service] = [await makePlace(app.pool), await makeService(app.pool)]
    const line = {
      service,
      startTime: '13:00',
      endTime: '14:00',
      capacity: 20,
      bookingWindow: { value: 60, unit: 'days' },
    }
    const event = (
      await admin.post<{ doc: { id: string } }>('/events', {
        title: 'День помощи',
        place,
        type: 'oneOff',
        date: '2026-12-05',
        startTime: '12:00',
        endTime: '20:00',
        capacity: 50,
        services: [line],
      })
    ).body.doc.id
    await admin.patch(`/events/${event}?confirm=true`, { title: 'Новый день' })
    expect((await last(event))?.changes).toMatchObject({ title: 'Новый день', before: { title: 'День помощи' } })
    const { rows } = await app.pool.query<{ event_day_id: string }>(
      'SELECT event_day_id FROM occurrences WHERE id = $1',
      [occurrence],
    )
    await admin.patch(`/event-days/${rows[0]?.event_day_id}`, { capacity: 12 })
    expect((await last(rows[0]?.event_day_id ?? ''))?.changes).toMatchObject({
      before: { capacity: 10 },
      after: { capacity: 12 },
    })
    await admin.patch(`/occurrences/${occurrence}`, { capacity: 9 })
    expect((await entriesOf(occurrence)).find(({ action }) => action === 'occurrence.changed')?.changes).toMatchObject({
      before: { capacity: 10 },
      after: { capacity: 9 },
    })
  })
})

describe('every look is in the log', () => {
  const looks = async (id: string): Promise<string[]> =>
    (
      await app.pool.query<{ action: string }>(
        `SELECT action FROM audit_log WHERE action IN ('visitor.viewed', 'visitors.listed') AND (subject_id = $1
          OR changes->'ids' ? $1)`,
        [id],
      )
    ).rows.map(({ action }) => action)

  test('whichever way it goes: a selection, a relation followed, the list of an occurrence', async () => {
    const visitor = await newVisitor({ phone: '+7 916 300-40-50' })
    await staff.post('/bookings', { visitor, occurrence })
    await staff.get(`/visitors?where[id][equals]=${visitor}&select[phone]=true`)
    expect(await looks(visitor)).toEqual(['visitors.listed'])
    await (await app.as('viewer')).get(`/participants?where[visitor][equals]=${visitor}&depth=1`)
    expect(await looks(visitor)).toHaveLength(2)
    await staff.get(`/occurrences/${occurrence}/participants`)
    expect(await looks(visitor)).toHaveLength(3)
    await staff.get(`/participants?where[visitor][equals]=${visitor}`)
    expect(await looks(visitor)).toHaveLength(3)
    await staff.get(`/visitors/search?q=${encodeURIComponent('Журнальный')}`)
    expect(await looks(visitor)).toHaveLength(4)
  })
})

describe('the log', () => {
  test('is read and filtered by administrators only', async () => {
    const found = await admin.get<{ totalDocs: number; docs: Entry[] }>(
      `/audit-log?where[action][equals]=participant.cancelled&where[actorId][equals]=${staff.id}` +
        '&where[at][greater_than]=2026-11-30T00:00:00Z',
    )
    expect(found.body.docs.map(({ action }) => action)).toEqual(['participant.cancelled'])
    for (const who of ['coordinator', 'viewer', 'key:booking', 'key:read'] as const)
      expect([who, (await (await app.as(who)).get('/audit-log')).status]).toEqual([who, 403])
  })

  test('can be neither changed nor emptied, in SQL either', async () => {
    for (const statement of [
      `UPDATE audit_log SET action = 'x'`,
      'DELETE FROM audit_log',
      'TRUNCATE audit_log',
      'TRUNCATE audit_log CASCADE',
    ]) {
      await expect(app.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
    }
  })
})
