import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let admin: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
})
afterAll(() => app.close())

type Created = { doc: { id: string; prefix: string; scope: string }; key: string; message: string }
const create = async (body: object) => (await admin.post<Created>('/integrations', body)).body
const statusWith = async (key: string, path = '/places'): Promise<number> =>
  (await fetch(`${app.url}${path}`, { headers: { authorization: `integrations API-Key ${key}` } })).status

describe('a key', () => {
  test('is shown once and kept as a hash', async () => {
    const { doc, key } = await create({ name: 'Сайт', scope: 'booking' })
    expect(key).toMatch(/^pristan_[\w-]{43}$/)
    expect(doc).toMatchObject({ name: 'Сайт', scope: 'booking', prefix: key.slice(0, 14) })
    expect(await statusWith(key)).toBe(200)
    const everything = await Promise.all(
      [
        '/integrations',
        `/integrations/${doc.id}`,
        '/audit-log',
        '/integrations?depth=3',
        `/integrations?where[prefix][equals]=${doc.prefix}`,
      ].map((path) => admin.get(path)),
    )
    expect(JSON.stringify(everything.map(({ body }) => body))).not.toContain(key)
    const { rows } = await app.pool.query('SELECT * FROM integrations WHERE id = $1', [doc.id])
    expect(JSON.stringify(rows)).not.toContain(key)
  })

  test('has the scope read when none is named, and no other than the two', async () => {
    expect((await create({ name: 'Отчёт' })).doc.scope).toBe('read')
    expect(codeOf(await admin.post('/integrations', { name: 'Отчёт', scope: 'admin' }))).toBe('VALIDATION')
    expect(codeOf(await admin.post('/integrations', { name: '  ' }))).toBe('VALIDATION')
  })

  test('can’t choose its own hash or prefix', async () => {
    const { doc, key } = await create({ name: 'Хитрый', keyHash: 'x', prefix: 'y' })
    await admin.patch(`/integrations/${doc.id}`, { keyHash: 'x', prefix: 'y', lastUsedAt: '2020-01-01T00:00:00Z' })
    expect(await statusWith(key)).toBe(200)
    expect((await admin.get<{ prefix: string }>(`/integrations/${doc.id}`)).body.prefix).toBe(key.slice(0, 14))
  })

  test('stops working with the next one, and for good when it is revoked', async () => {
    const { doc, key } = await create({ name: 'Старый' })
    const next = (await admin.post<{ key: string }>(`/integrations/${doc.id}/key`)).body.key
    expect([await statusWith(key), await statusWith(next)]).toEqual([401, 200])
    await admin.patch(`/integrations/${doc.id}`, { revokedAt: '2026-01-01T00:00:00Z' })
    expect(await statusWith(next)).toBe(401)
    const again = (await admin.post<{ key: string }>(`/integrations/${doc.id}/key`)).body.key
    expect(await statusWith(again)).toBe(401)
    await admin.patch(`/integrations/${doc.id}`, { revokedAt: null })
    expect(await statusWith(again)).toBe(200)
  })

  test('of a deleted integration is nothing; of an unknown one is 404', async () => {
    const { doc, key } = await create({ name: 'Лишний' })
    expect((await admin.delete(`/integrations/${doc.id}`)).status).toBe(200)
    expect(await statusWith(key)).toBe(401)
    expect((await admin.post(`/integrations/${doc.id}/key`)).status).toBe(404)
  })

  test('is written down: who issued it, who read with it', async () => {
    const { doc, key } = await create({ name: 'Журнал' })
    await admin.post(`/integrations/${doc.id}/key`)
    const { rows } = await app.pool.query(
      'SELECT action, actor_id FROM audit_log WHERE subject_id = $1 ORDER BY action',
      [doc.id],
    )
    expect(rows).toEqual([
      { action: 'integration.created', actor_id: admin.id },
      { action: 'integration.keyIssued', actor_id: admin.id },
    ])
    expect(await statusWith(key)).toBe(401)
  })

  test('does not sign in to anything else', async () => {
    const { key } = await create({ name: 'Вход', scope: 'booking' })
    for (const path of [
      '/users',
      '/integrations',
      '/volunteers',
      '/visitors',
      '/audit-log',
      '/messages',
      '/payload-preferences/x',
      '/media',
      '/users/me',
    ]) {
      const status = await statusWith(key, path)
      expect([path, status]).toEqual([path, path === '/users/me' ? 200 : 403])
    }
    const me = await fetch(`${app.url}/users/me`, { headers: { authorization: `integrations API-Key ${key}` } })
    expect(await me.json()).toMatchObject({ user: null })
  })
})
