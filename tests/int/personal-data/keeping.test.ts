import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyRetention, dropLoosePhotos } from '@/operations/personal-data/retain'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

const NOW = '2026-12-01T09:00:00Z'
let app: App
let admin: Client
let staff: Client
let old: string
let recent: string
beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2025-10-01', '2026-11-20', '2026-12-02'],
    capacity: 50,
    lines: [{ service: await makeService(app.pool), startTime: '12:00', endTime: '18:00', capacity: 50 }],
  })
  ;[old, recent] = [made.occurrences[0]?.[0] ?? '', made.occurrences[1]?.[0] ?? '']
})
afterAll(() => app.close())

const newVisitor = async (firstName: string, extra: object = {}): Promise<string> =>
  (
    await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: 'Хранимый',
      firstName,
      comment: 'о человеке',
      status: 'registered',
      consent: { givenAt: '2026-01-10T09:00:00Z' },
      allowDuplicate: true,
      ...extra,
    })
  ).body.doc.id
const longAgo = (id: string) => app.pool.query(`UPDATE visitors SET created_at = '2025-09-01' WHERE id = $1`, [id])
const visit = (id: string, occurrence: string, status = 'attended') =>
  app.pool.query(
    `INSERT INTO participants (visitor_id, occurrence_id, status, source, comment)
      VALUES ($1, $2, $3, 'panel', 'сказал о себе')`,
    [id, occurrence, status],
  )
const rowOf = async (id: string) =>
  (await app.pool.query('SELECT full_name, phone, comment, erased_at FROM visitors WHERE id = $1', [id]))
    .rows[0] as Record<string, unknown>
const search = async (q: string) =>
  (await staff.get<{ docs: { id: string }[] }>(`/visitors/search?q=${encodeURIComponent(q)}`)).body.docs.map(
    ({ id }) => id,
  )

describe('how long data is kept', () => {
  test('is for ever until an administrator says otherwise, who sees beforehand whom it concerns', async () => {
    const gone = await newVisitor('Лев', { phone: '+7 916 800-00-01' })
    const here = await newVisitor('Марк', { phone: '+7 916 800-00-02' })
    for (const id of [gone, here]) await longAgo(id)
    await visit(gone, old)
    await visit(here, recent)
    expect(await applyRetention(app.payload, new Date(NOW))).toBe(0)
    expect((await staff.get('/retention')).status).toBe(403)
    expect((await admin.get('/retention?phone=12&visitor=24')).body).toEqual({
      months: { phone: 12, comment: null, photo: null, visitor: 24 },
      due: { phone: 1, comment: 0, photo: 0, visitor: 0 },
    })
    expect((await admin.get<{ months: object }>('/retention')).body.months).toEqual({
      phone: null,
      comment: null,
      photo: null,
      visitor: null,
    })

    for (const wrong of [{ phone: 0 }, { phone: 1.5 }, { phone: '12' }, { name: 3 }])
      expect((await admin.patch('/retention', wrong)).status).toBe(400)
    expect((await admin.patch('/retention', { phone: 12, comment: 12 })).body).toMatchObject({
      months: { phone: 12, comment: 12 },
      due: { phone: 1, comment: 1 },
    })
    const { rows } = await app.pool.query(`SELECT actor_id, changes FROM audit_log WHERE action = 'retention.changed'`)
    expect(rows).toEqual([
      { actor_id: admin.id, changes: { before: { phone: null, comment: null }, after: { phone: 12, comment: 12 } } },
    ])

    expect(await search('9168000001')).toEqual([gone])
    expect(await applyRetention(app.payload, new Date(NOW))).toBe(2)
    expect(await rowOf(gone)).toEqual({ full_name: 'Хранимый Лев', phone: null, comment: null, erased_at: null })
    expect(await rowOf(here)).toMatchObject({ phone: '+79168000002', comment: 'о человеке' })
    expect(
      (await app.pool.query('SELECT DISTINCT comment FROM participants WHERE visitor_id = $1', [gone])).rows,
    ).toEqual([{ comment: null }])
    // The number must be neither in the search keys nor in the log.
    expect(await search('9168000001')).toEqual([])
    expect(await search('Хранимый Лев')).toContain(gone)
    const entries = (
      await admin.get<{ docs: { person: { state: string } | null }[] }>(
        `/audit-log?where[subjectId][equals]=${gone}&limit=50`,
      )
    ).body.docs
    expect(entries.flatMap(({ person }) => person?.state ?? [])).toEqual(['erased'])
    expect(await applyRetention(app.payload, new Date(NOW))).toBe(0)
  })

  test('ends with the whole person, except for whoever has something to come to', async () => {
    const gone = await newVisitor('Назар')
    const coming = await newVisitor('Осип')
    for (const id of [gone, coming]) {
      await longAgo(id)
      await visit(id, old)
    }
    const { rows } = await app.pool.query<{ id: string }>(`SELECT id FROM occurrences WHERE date = '2026-12-02'`)
    await visit(coming, rows[0]?.id ?? '', 'expected')
    await admin.patch('/retention', { phone: null, comment: null, visitor: 13 })
    expect(await applyRetention(app.payload, new Date(NOW))).toBeGreaterThan(0)
    expect(await rowOf(gone)).toMatchObject({ full_name: 'Стёрто', erased_at: new Date(NOW) })
    expect(await rowOf(coming)).toMatchObject({ full_name: 'Хранимый Осип', erased_at: null })
    await admin.patch('/retention', { visitor: null })
  })

  test('is a day for a photo that no person has', async () => {
    await app.pool.query(
      `INSERT INTO media (id, filename, created_at)
        VALUES (gen_random_uuid(), 'loose.webp', '2026-11-29'), (gen_random_uuid(), 'fresh.webp', '2026-12-01T08:00Z')`,
    )
    await dropLoosePhotos(app.payload, new Date(NOW))
    expect(
      (await app.pool.query(`SELECT filename FROM media WHERE filename IN ('loose.webp', 'fresh.webp')`)).rows,
    ).toEqual([{ filename: 'fresh.webp' }])
  })
})

describe('what is held about a person', () => {
  test('is given out whole to an administrator, as data and on paper, and that is in the log', async () => {
    const id = await newVisitor('Пахом', { phone: '+7 916 800-00-09', comment: '<b>не любит</b> шум' })
    await visit(id, recent)
    await staff.get(`/visitors/${id}/profile`)
    expect((await staff.get(`/visitors/${id}/personal-data`)).status).toBe(403)
    const { body, headers } = await admin.get<{
      visitor: object
      bookings: object[]
      log: { action: string; about: { after?: object } | null }[]
    }>(`/visitors/${id}/personal-data`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body.visitor).toMatchObject({
      lastName: 'Хранимый',
      firstName: 'Пахом',
      phone: '+79168000009',
      comment: '<b>не любит</b> шум',
    })
    expect(body.bookings).toEqual([
      expect.objectContaining({ date: '2026-11-20', service: 'Душ', status: 'attended', comment: 'сказал о себе' }),
    ])
    expect(body.log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['visitor.created', 'visitor.viewed', 'visitor.dataExported']),
    )
    expect(body.log.find(({ action }) => action === 'visitor.created')?.about?.after).toMatchObject({
      phone: '+79168000009',
    })
    const page = await admin.get<string>(`/visitors/${id}/personal-data?format=html`)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.body).toContain('&lt;b&gt;не любит&lt;/b&gt; шум')
    expect(page.body).not.toContain('<b>не любит')
    const { rows } = await app.pool.query(
      `SELECT changes->>'format' AS format FROM audit_log WHERE action = 'visitor.dataExported' AND subject_id = $1
        ORDER BY 1`,
      [id],
    )
    expect(rows).toEqual([{ format: 'html' }, { format: 'json' }])
  })

  test('says when consent was given, by whom it was written down, and when it was withdrawn', async () => {
    const id = await newVisitor('Фаддей')
    const { rows } = await app.pool.query<{ id: string }>(`SELECT id FROM occurrences WHERE date = '2026-12-02'`)
    await staff.post('/bookings', { visitor: id, occurrence: rows[0]?.id })
    expect((await (await app.as('viewer')).post(`/visitors/${id}/consent/withdraw`)).status).toBe(403)
    const first = await staff.post(`/visitors/${id}/consent/withdraw`)
    expect([first.status, first.body]).toEqual([200, { id, withdrawnAt: '2026-12-01T09:00:00.000Z', upcoming: 1 }])
    app.setNow('2026-12-01T11:00:00Z')
    expect((await staff.post(`/visitors/${id}/consent/withdraw`)).body).toEqual(first.body)
    app.setNow(NOW)
    const profile = await staff.get<{ visitor: { consent: object } }>(`/visitors/${id}/profile`)
    expect(profile.body.visitor.consent).toEqual({
      givenAt: '2026-01-10T09:00:00.000Z',
      recordedBy: `users:${staff.id}`,
      withdrawnAt: '2026-12-01T09:00:00.000Z',
    })
    const entries = (
      await admin.get<{ docs: { action: string }[] }>(`/audit-log?where[subjectId][equals]=${id}&limit=50`)
    ).body.docs.map(({ action }) => action)
    expect(entries.filter((action) => action === 'visitor.consentWithdrawn')).toHaveLength(1)
    expect(codeOf((await staff.post('/visitors/0198a000-0000-7000-8000-00000000ffff/consent/withdraw')) as never)).toBe(
      'NOT_FOUND',
    )
  })
})
