import { appendFile, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { env } from '@/config/env'
import { isUnbroken, readLedger } from '@/machine/ledger'
import { reapplyErasures } from '@/operations/personal-data/reapplyErasures'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'
import { urlOf } from '../../helpers/global-setup'

const NOW = '2026-12-01T09:00:00Z'

let app: App
let admin: Client
let staff: Client
let occurrences: string[][]
beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'],
    capacity: 50,
    lines: [{ service: await makeService(app.pool), startTime: '12:00', endTime: '18:00', capacity: 50 }],
  })
  occurrences = made.occurrences
})
afterAll(() => app.close())

let counter = 0
const letters = 'абвгдежзик'
const surname = (): string =>
  `Стираемов${Array.from(String((counter += 1)), (digit) => letters[Number(digit)]).join('')}`

const photo = async (): Promise<string> => {
  const form = new FormData()
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: { r: 200, g: 10, b: 10 } } })
    .png()
    .toBuffer()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'Стираемов Пётр.png')
  const response = await fetch(`${app.url}/media`, { method: 'POST', headers: staff.headers, body: form })
  return ((await response.json()) as { doc: { id: string } }).doc.id
}
const files = (): Promise<string[]> => readdir(path.join(app.dataDir, 'uploads'))

const newVisitor = async (extra: object = {}): Promise<string> =>
  (
    await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: surname(),
      firstName: 'Пётр',
      phone: '+7 916 400-50-60',
      comment: 'без левой руки',
      status: 'registered',
      consent: { givenAt: NOW },
      allowDuplicate: true,
      ...extra,
    })
  ).body.doc.id
const booked = async (visitor: string, date: number, comment = 'придёт с собакой'): Promise<string> =>
  (
    await staff.post<{ participants: { id: string }[] }>('/bookings', {
      visitor,
      occurrence: occurrences[date]?.[0],
      comment,
    })
  ).body.participants[0]?.id ?? ''
const rowOf = async (id: string) =>
  (await app.pool.query(`SELECT *, search_keys::text AS keys FROM visitors WHERE id = $1`, [id])).rows[0] as Record<
    string,
    unknown
  >
const erase = (id: string, body: object = { confirm: true }) =>
  admin.post<{ id: string; erasedAt: string; hash: string; counts: Record<string, number> }>(
    `/visitors/${id}/erase`,
    body,
  )

describe('erasing a person', () => {
  test('is asked about first, with what would happen, and is for administrators', async () => {
    const id = await newVisitor()
    await booked(id, 2)
    const asked = await erase(id, {})
    expect([
      asked.status,
      codeOf(asked as never),
      (asked.body as unknown as { errors: { data: object }[] }).errors[0]?.data,
    ]).toEqual([
      409,
      'ERASE_CONFIRM_REQUIRED',
      { code: 'ERASE_CONFIRM_REQUIRED', upcoming: 1, visits: 1, photo: false },
    ])
    expect((await staff.post(`/visitors/${id}/erase`, { confirm: true })).status).toBe(403)
    expect((await erase('0198a000-0000-7000-8000-00000000ffff')).status).toBe(404)
    expect(await rowOf(id)).toMatchObject({ phone: '+79164005060', erased_at: null })
  })

  test('leaves visits without a person, cancels what is to come, and tells the volunteer without the name', async () => {
    const picture = await photo()
    const before = await files()
    const id = await newVisitor({ photo: picture })
    const past = await booked(id, 0)
    const coming = await booked(id, 2)
    await staff.post('/participants/status', { ids: [past], status: 'attended', comment: 'спал в углу' })
    const volunteer = (await admin.post<{ doc: { id: string } }>('/volunteers', { name: 'Вера', telegramId: '88001' }))
      .body.doc.id
    await app.pool.query(
      `UPDATE participants SET booked_by_relation_to = 'volunteers', booked_by_value = $2 WHERE id = $1`,
      [coming, volunteer],
    )
    const { status, body } = await erase(id, { confirm: true, reason: 'request' })
    expect([status, body]).toEqual([
      200,
      {
        id,
        erasedAt: '2026-12-01T09:00:00.000Z',
        reason: 'request',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        counts: expect.objectContaining({ participants: 2, cancelled: 1, comments: 2, photos: 1, keys: 1, undos: 1 }),
      },
    ])
    expect(await rowOf(id)).toMatchObject({
      full_name: 'Стёрто',
      last_name: 'Стёрто',
      first_name: '',
      middle_name: null,
      phone: null,
      comment: null,
      card_number: null,
      birth_year: null,
      photo_id: null,
      keys: '{}',
      status: 'registered',
      consent_given_at: null,
    })
    expect(
      (
        await app.pool.query(
          'SELECT status, comment, cancel_reason FROM participants WHERE visitor_id = $1 ORDER BY status',
          [id],
        )
      ).rows,
    ).toEqual([
      { status: 'attended', comment: null, cancel_reason: null },
      { status: 'cancelled', comment: null, cancel_reason: null },
    ])
    expect(
      (
        await app.pool.query(`SELECT payload FROM messages WHERE kind = 'bookingsCancelled' AND recipient_id = $1`, [
          volunteer,
        ])
      ).rows,
    ).toEqual([{ payload: { participants: [coming], reason: null } }])
    expect((await files()).length).toBe(before.length - 1)
    expect((await admin.get(`/media/${picture}`)).status).toBe(404)
    // The uploaded file was named after the person, but names of stored files never are.
    expect(before.join()).not.toMatch(/Стираемов|Пётр/)
  })

  test('is repeated without a change, and proven by a record, the log and the ledger', async () => {
    const id = await newVisitor()
    const first = await erase(id, { confirm: true, reason: 'consentWithdrawn' })
    app.setNow('2026-12-01T10:00:00Z')
    expect((await erase(id)).body).toEqual(first.body)
    app.setNow(NOW)
    const { rows } = await app.pool.query(
      'SELECT reason, asked_by_kind, asked_by_id, hash FROM erasures WHERE visitor_id = $1',
      [id],
    )
    expect(rows).toEqual([
      { reason: 'consentWithdrawn', asked_by_kind: 'users', asked_by_id: admin.id, hash: first.body.hash },
    ])
    const lines = readLedger<{ visitor: string; reason: string; by: { id: string } | null }>(env().erasureLedger)
    expect(lines.filter(({ visitor }) => visitor === id)).toEqual([
      expect.objectContaining({
        reason: 'consentWithdrawn',
        by: { kind: 'users', id: admin.id },
        hash: first.body.hash,
      }),
    ])
    expect(isUnbroken(lines)).toBe(true)
    expect(
      (
        await admin.get<{ docs: { changes: object }[] }>(
          `/audit-log?where[action][equals]=visitor.erased&where[subjectId][equals]=${id}`,
        )
      ).body.docs,
    ).toEqual([
      expect.objectContaining({
        changes: expect.objectContaining({ reason: 'consentWithdrawn', hash: first.body.hash }),
      }),
    ])
  })

  test('turns what the log held about the person into «стёрто»', async () => {
    const id = await newVisitor()
    await staff.patch(`/visitors/${id}`, { comment: 'ночует на вокзале' })
    await erase(id)
    const { body } = await admin.get<{ docs: { action: string; person: { state: string } | null }[] }>(
      `/audit-log?where[subjectId][equals]=${id}&limit=50`,
    )
    expect(body.docs.filter(({ person }) => person).map(({ person }) => person?.state)).toEqual(['erased', 'erased'])
  })

  test('holds against a form opened before it, a comment, a booking, and a mark', async () => {
    const id = await newVisitor()
    const visit = await booked(id, 1)
    await staff.post('/participants/status', { ids: [visit], status: 'attended' })
    await erase(id)
    expect(
      (await staff.patch(`/visitors/${id}`, { lastName: 'Стираемов', firstName: 'Пётр', comment: 'снова' })).status,
    ).toBe(409)
    await expect(
      app.pool.query(`UPDATE visitors SET phone = '+79164005060' WHERE id = $1`, [id]),
    ).rejects.toMatchObject({ code: 'PR409' })
    await staff.patch(`/participants/${visit}`, { comment: 'Стираемов был тут' })
    await app.pool.query(`UPDATE participants SET comment = 'Стираемов' WHERE id = $1`, [visit])
    expect((await app.pool.query('SELECT comment, status FROM participants WHERE id = $1', [visit])).rows).toEqual([
      { comment: null, status: 'attended' },
    ])
    expect(codeOf((await staff.post('/bookings', { visitor: id, occurrence: occurrences[3]?.[0] })) as never)).toBe(
      'VISITOR_NOT_FOUND',
    )
    expect((await staff.get<{ visitor: { fullName: string } }>(`/visitors/${id}/profile`)).body.visitor.fullName).toBe(
      'Стёрто',
    )
    const { rows } = await app.pool.query(`SELECT 1 FROM person_keys WHERE visitor_id = $1`, [id])
    expect(rows).toEqual([])
  })

  test('waits for a booking under way, and cancels it', async () => {
    const id = await newVisitor()
    const [answer] = await Promise.all([
      staff.post('/bookings', { visitor: id, occurrence: occurrences[3]?.[0], comment: 'успел' }),
      erase(id),
    ])
    const { rows } = await app.pool.query<{ status: string; comment: string | null }>(
      'SELECT status, comment FROM participants WHERE visitor_id = $1',
      [id],
    )
    if (answer.status === 201) expect(rows).toEqual([{ status: 'cancelled', comment: null }])
    else expect([codeOf(answer), rows]).toEqual(['VISITOR_NOT_FOUND', []])
  })

  test('takes the words of conversations about the person away, whichever id they go by, and what updates said', async () => {
    const id = await newVisitor()
    const visit = await booked(id, 1)
    const state = (scene: object) => JSON.stringify({ open: true, nonce: 'n', scene, written: [] })
    await app.pool.query(
      `INSERT INTO conversations (chat_id, state, updated_at) VALUES (1, $1, now()), (2, $2, now()), (3, $3, now())`,
      [
        state({ name: 'booking', visitor: id, comment: 'Стираемов' }),
        state({ name: 'duty', participant: visit, said: 'Стираемов' }),
        state({ name: 'help' }),
      ],
    )
    await app.pool.query(
      `INSERT INTO telegram_updates (update_id, chat_id, body, received_at, status)
        VALUES (1, 1, '{"text": "Стираемов"}', now(), 'failed')`,
    )
    expect((await erase(id)).body.counts).toMatchObject({ conversations: 2 })
    const { rows } = await app.pool.query<{ text: string }>(
      'SELECT state::text AS text FROM conversations UNION ALL SELECT body::text FROM telegram_updates',
    )
    expect(rows.map(({ text }) => text).join()).not.toContain('Стираемов')
    expect(
      (await app.pool.query(`SELECT count(*)::int AS kept FROM conversations WHERE state->'scene'->>'name' = 'help'`))
        .rows,
    ).toEqual([{ kept: 1 }])
  })

  test('is what deleting somebody who never came does, too', async () => {
    const id = await newVisitor({ photo: await photo() })
    const before = (await files()).length
    expect((await admin.delete(`/visitors/${id}`)).status).toBe(200)
    expect([(await files()).length, await rowOf(id)]).toEqual([before - 1, undefined])
    expect(
      readLedger<{ visitor: string; reason: string }>(env().erasureLedger).find(({ visitor }) => visitor === id),
    ).toMatchObject({ reason: 'deleted' })
  })

  test('takes a photo that was replaced away at once', async () => {
    const old = await photo()
    const id = await newVisitor({ photo: old })
    const before = (await files()).length
    await staff.patch(`/visitors/${id}`, { photo: await photo() })
    expect([(await files()).length, (await admin.get(`/media/${old}`)).status]).toEqual([before, 404])
  })
})

describe('the ledger', () => {
  test('has its line before anything is erased: what a crash cut off goes on at the next start', async () => {
    const id = await newVisitor()
    await app.pool.query(
      `CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'crash'; END $$;
        CREATE TRIGGER crash BEFORE INSERT ON erasures FOR EACH ROW EXECUTE FUNCTION crash()`,
    )
    expect((await erase(id)).status).toBe(500)
    expect(await rowOf(id)).toMatchObject({ erased_at: null })
    await app.pool.query('DROP FUNCTION crash CASCADE')
    expect(await reapplyErasures(app.payload, new Date(NOW))).toMatchObject({ erased: 1, unbroken: true })
    expect(await rowOf(id)).toMatchObject({ full_name: 'Стёрто', phone: null })
  })

  test('forgives half a line at its end and says when a line was taken out', async () => {
    const file = env().erasureLedger
    const whole = await readFile(file, 'utf8')
    await appendFile(file, '{"visitor":"0198')
    const id = await newVisitor()
    expect((await erase(id)).status).toBe(200)
    expect(readLedger<{ visitor: string }>(file).at(-1)?.visitor).toBe(id)
    expect((await reapplyErasures(app.payload, new Date(NOW))).unbroken).toBe(true)
    await writeFile(file, whole.split('\n').slice(1).join('\n'))
    expect((await reapplyErasures(app.payload, new Date(NOW))).unbroken).toBe(false)
  })

  test('gets the lines it does not know from the database, so that two machines end up with all of them', async () => {
    const file = env().erasureLedger
    const id = await newVisitor()
    await erase(id)
    await writeFile(file, '')
    await reapplyErasures(app.payload, new Date(NOW))
    expect(readLedger<{ visitor: string }>(file).map(({ visitor }) => visitor)).toContain(id)
    const lines = readLedger(file).length
    await reapplyErasures(app.payload, new Date(NOW))
    expect(readLedger(file)).toHaveLength(lines)
  })

  test('brings nobody back with an older backup', async () => {
    const id = await newVisitor({ comment: 'из старой копии', photo: await photo() })
    const visit = await booked(id, 1, 'старый комментарий')
    const database = new URL(env().databaseUrl ?? '').pathname.slice(1)
    const superuser = new pg.Client({ connectionString: urlOf(inject('adminUrl'), database) })
    await superuser.connect()
    const tables = (
      await superuser.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'payload_migrations'`,
      )
    ).rows.map(({ name }) => name)
    await superuser.query('CREATE SCHEMA older')
    for (const name of tables) await superuser.query(`CREATE TABLE older.${name} AS SELECT * FROM public.${name}`)
    await erase(id)
    expect(await rowOf(id)).toMatchObject({ full_name: 'Стёрто' })
    // As a restore does it: the old contents of every table, with triggers off.
    await superuser.query('SET session_replication_role = replica')
    for (const name of tables) {
      await superuser.query(`DELETE FROM public.${name}`)
      await superuser.query(`INSERT INTO public.${name} SELECT * FROM older.${name}`)
    }
    await superuser.query('DROP SCHEMA older CASCADE')
    await superuser.end()
    expect(await rowOf(id)).toMatchObject({ comment: 'из старой копии', erased_at: null })

    const later = new Date('2026-12-02T07:00:00Z')
    expect(await reapplyErasures(app.payload, later)).toMatchObject({ erased: 1 })
    expect(await rowOf(id)).toMatchObject({
      full_name: 'Стёрто',
      comment: null,
      phone: null,
      photo_id: null,
      erased_at: new Date(NOW),
    })
    expect((await app.pool.query('SELECT comment FROM participants WHERE id = $1', [visit])).rows).toEqual([
      { comment: null },
    ])
    expect(
      (await app.pool.query('SELECT count(*)::int AS keys FROM person_keys WHERE visitor_id = $1', [id])).rows,
    ).toEqual([{ keys: 0 }])
    expect(await reapplyErasures(app.payload, later)).toMatchObject({ erased: 0 })
  })
})
