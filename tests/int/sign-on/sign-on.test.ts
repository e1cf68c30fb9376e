import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { startApp, type App, type Client } from '../../helpers/app'
import { startProvider, type TestProvider } from '../../helpers/oidcProvider'
import { walk, type Walked } from './walk'

let app: App
let provider: TestProvider
let admin: Client
beforeAll(async () => {
  app = await startApp()
  const origin = new URL(app.url).origin
  provider = await startProvider({ app: origin })
  setEnvironment({ PUBLIC_URL: origin, ...provider.environment })
  admin = await app.as('administrator')
})
afterAll(async () => {
  await app.close()
  await provider.close()
})
beforeEach(() => app.pool.query('TRUNCATE rate_limits'))

const me = async ({ token }: Walked): Promise<Record<string, unknown> | null> =>
  (
    await (
      await app.as('anonymous')
    ).get<{ user: Record<string, unknown> | null }>('/users/me', { authorization: `JWT ${token}` })
  ).body.user
const row = async (email: string) =>
  (await app.pool.query('SELECT id, name, email, role, hash FROM users WHERE email = $1', [email])).rows[0]
const actionsOf = async (id: string): Promise<string[]> =>
  (await app.pool.query('SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY at, id', [id])).rows
    .map(({ action }) => action)
    .sort()
const person = (subject: string, groups: string[], more = {}) => {
  provider.accounts.set(subject, {
    email: `${subject}@example.org`,
    email_verified: true,
    name: `Имя ${subject}`,
    groups,
    ...more,
  })
  return subject
}

describe('signing in through the provider', () => {
  test('makes an account without a password, with the role of the group, and comes back to the page asked for', async () => {
    const done = await walk(app, person('olga', ['pristan-staff', 'others']), {
      query: '?redirect=%2Fadmin%2Fcollections%2Fevents%3Ftab%3Darchive',
    })
    expect(done.answer.status).toBe(303)
    expect(done.to).toBe('/admin/collections/events?tab=archive')
    expect(await me(done)).toMatchObject({ email: 'olga@example.org', name: 'Имя olga', role: 'coordinator' })
    expect(await row('olga@example.org')).toMatchObject({ role: 'coordinator', hash: null })
    expect(await actionsOf((await row('olga@example.org')).id)).toEqual([
      'user.created',
      'user.linked',
      'user.signedIn',
    ])
  })

  test('keeps its cookies from scripts and ends the one of the sign-in', async () => {
    const { answer } = await walk(app, person('cookies', ['pristan-viewers']))
    const [session, begun] = answer.headers.getSetCookie()
    expect(session).toMatch(/^payload-token=[^;]+; .*HttpOnly=true; SameSite=Lax$/)
    expect(begun).toMatch(/^pristan-sign-in=; Expires=.*Path=\/api\/oidc; HttpOnly=true; SameSite=Lax$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('finds the account again by the subject, whatever became of the e-mail', async () => {
    await walk(app, person('moved', ['pristan-viewers']))
    provider.accounts.set('moved', {
      email: 'new@example.org',
      email_verified: false,
      name: 'Другое имя',
      groups: ['pristan-viewers'],
    })
    expect(await me(await walk(app, 'moved'))).toMatchObject({ email: 'moved@example.org' })
    expect(await row('new@example.org')).toBe(undefined)
  })

  test('gives the role the provider gives today, and ends what was begun under the one before', async () => {
    const first = await walk(app, person('promoted', ['pristan-viewers']))
    person('promoted', ['pristan-admins'])
    const second = await walk(app, 'promoted')
    expect(await me(second)).toMatchObject({ role: 'administrator' })
    expect(await me(first)).toBe(null)
    person('promoted', ['pristan-viewers'])
    expect(await me(await walk(app, 'promoted'))).toMatchObject({ role: 'viewer' })
    const { rows } = await app.pool.query(
      `SELECT changes FROM audit_log WHERE subject_id = $1 AND action = 'user.changed' ORDER BY at`,
      [(await row('promoted@example.org')).id],
    )
    expect(rows.map(({ changes }) => changes)).toEqual([
      { before: { role: 'viewer' }, after: { role: 'administrator' } },
      { before: { role: 'administrator' }, after: { role: 'viewer' } },
    ])
  })

  test('links an account with the same verified e-mail, once, and keeps its password', async () => {
    const { body } = await admin.post<{ doc: { id: string } }>('/users', {
      email: 'linked@example.org',
      password: 'correct horse battery staple',
      name: 'Лида',
      role: 'viewer',
    })
    const done = await walk(app, person('linked', ['pristan-staff'], { email: 'Linked@Example.org' }))
    expect(await me(done)).toMatchObject({ id: body.doc.id, name: 'Лида', role: 'coordinator' })
    expect(await actionsOf(body.doc.id)).toEqual(['user.changed', 'user.created', 'user.linked', 'user.signedIn'])
    const byPassword = await (
      await app.as('anonymous')
    ).post('/users/login', { email: 'linked@example.org', password: 'correct horse battery staple' })
    expect(byPassword.status).toBe(200)
    expect((await admin.get(`/users/${body.doc.id}/sign-on`)).body).toMatchObject({
      configured: true,
      linkedAt: expect.stringMatching(/^2\d{3}-/),
    })
  })

  test('makes one account for somebody new in several windows at once', async () => {
    person('windows', ['pristan-viewers'])
    const all = await Promise.all([
      walk(app, 'windows'),
      walk(app, 'windows'),
      walk(app, 'windows'),
      walk(app, 'windows'),
    ])
    expect(all.map(({ to }) => to)).toEqual(['/admin', '/admin', '/admin', '/admin'])
    expect(
      (await app.pool.query(`SELECT count(*)::int AS n FROM users WHERE email = 'windows@example.org'`)).rows[0].n,
    ).toBe(1)
    expect((await Promise.all(all.map(me))).map((user) => user?.email)).toEqual(Array(4).fill('windows@example.org'))
  })

  test('works in two windows of one browser', async () => {
    const { jar } = await walk(app, person('two', ['pristan-viewers']))
    const again = await walk(app, 'two', { jar })
    expect(await me(again)).toMatchObject({ email: 'two@example.org' })
  })

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%2Fevil.example',
    'javascript:alert(1)',
    '/api/users/logout',
    '/admin\\..\\..',
    '/adminevil',
    '/admin/..//evil.example',
  ])('never comes back to %s', async (address) => {
    const done = await walk(app, person('redirected', ['pristan-viewers']), {
      query: `?redirect=${encodeURIComponent(address)}`,
    })
    expect(
      new URL(done.answer.headers.get('location') ?? '', 'https://pristan.example.org/api/oidc/callback').href,
    ).toMatch(/^https:\/\/pristan\.example\.org\/admin(\/|\?|$)/)
  })

  test('reads claims of the ID token as well as of userinfo, and speaks the other way of showing a secret', async () => {
    const origin = new URL(app.url).origin
    const other = await startProvider({ app: origin, inIdToken: true, authMethod: 'client_secret_post' })
    other.accounts.set('token', {
      email: 'token@example.org',
      email_verified: true,
      name: 'Тая',
      groups: ['pristan-viewers'],
    })
    other.faults.set('/me', (status) => status(500))
    setEnvironment(other.environment)
    try {
      expect(await me(await walk(app, 'token'))).toMatchObject({
        email: 'token@example.org',
        name: 'Тая',
        role: 'viewer',
      })
    } finally {
      setEnvironment(provider.environment)
      await other.close()
    }
  })
})

describe('what is kept', () => {
  test('holds neither a token of the provider nor what a sign-in is held against in the clear', async () => {
    const { jar } = await walk(app, person('kept', ['pristan-viewers']))
    const begun = await app.pool.query('SELECT count(*)::int AS n FROM oidc_sign_ins')
    const { rows } = await app.pool.query(`SELECT encode(sealed, 'escape') AS sealed FROM oidc_sessions`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/eyJ[\w-]{10}|idToken/)
    expect(begun.rows[0].n).toBe(0)
    await jar.fetch(`${app.url}/oidc/start?redirect=/admin/account`)
    const open = await app.pool.query(`SELECT encode(sealed, 'escape') AS sealed, state_hash FROM oidc_sign_ins`)
    expect(JSON.stringify(open.rows)).not.toMatch(/verifier|nonce|account/)
    // The browser gets nothing but a random value of its own.
    expect(jar.of(app.url).get('pristan-sign-in')).toMatch(/^[\w-]{43}$/)
  })

  test('goes with the session it belongs to', async () => {
    const { sweep } = await import('@/operations/housekeeping/sweep')
    const { token } = await walk(app, person('swept', ['pristan-viewers']))
    const count = async () =>
      (
        await app.pool.query(
          `SELECT count(*)::int AS n FROM oidc_sessions o JOIN users u ON u.id = o.user_id
            WHERE u.email = 'swept@example.org'`,
        )
      ).rows[0].n
    await sweep(app.payload, new Date())
    expect(await count()).toBe(1)
    const { id } = await row('swept@example.org')
    await admin.post(`/users/${id}/sign-out`)
    await sweep(app.payload, new Date())
    expect([await count(), token === undefined]).toEqual([0, false])
  })
})

test('a session from the provider is prolonged for half a day and then asked for there again; others go on', async () => {
  const anonymous = await app.as('anonymous')
  const { token } = await walk(app, person('longer', ['pristan-viewers']))
  const prolong = async (authorization: string) =>
    (await anonymous.post('/users/refresh-token', {}, { authorization })).status
  const at = (hours: number) => app.setNow(new Date(Date.now() + hours * 3_600_000))
  at(11)
  expect(await prolong(`JWT ${token}`)).toBe(200)
  at(13)
  expect([await prolong(`JWT ${token}`), await prolong(String(admin.headers.authorization))]).toEqual([401, 200])
  app.setNow(null)
})

describe('signing out', () => {
  test('answers where the session at the provider ends, with the token that says whose it was', async () => {
    const { token } = await walk(app, person('leaving', ['pristan-viewers']))
    const anonymous = await app.as('anonymous')
    const { status, body } = await anonymous.post<{ location: string }>(
      '/users/logout',
      {},
      { authorization: `JWT ${token}` },
    )
    const location = new URL(body.location)
    expect([status, location.origin, location.pathname]).toEqual([200, provider.issuer, '/session/end'])
    expect(location.searchParams.get('post_logout_redirect_uri')).toBe(`${new URL(app.url).origin}/admin/login`)
    expect(
      JSON.parse(Buffer.from(location.searchParams.get('id_token_hint')?.split('.')[1] ?? '', 'base64url').toString()),
    ).toMatchObject({ sub: 'leaving', aud: 'pristan' })
    expect((await anonymous.get('/users/me', { authorization: `JWT ${token}` })).body).toMatchObject({ user: null })
  })

  test('of somebody with a password leads nowhere else', async () => {
    const anonymous = await app.as('anonymous')
    await admin.post('/users', {
      email: 'plain@example.org',
      password: 'correct horse battery staple',
      name: 'П',
      role: 'viewer',
    })
    const { body } = await anonymous.post<{ token: string }>('/users/login', {
      email: 'plain@example.org',
      password: 'correct horse battery staple',
    })
    expect((await anonymous.post('/users/logout', {}, { authorization: `JWT ${body.token}` })).body).toMatchObject({
      location: null,
    })
  })
})
