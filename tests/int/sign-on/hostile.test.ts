import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'
import { CookieJar } from '../../helpers/cookieJar'
import { startProvider, type TestProvider } from '../../helpers/oidcProvider'
import { atProvider, open, start, walk, type Walked } from './walk'

let app: App
let provider: TestProvider
let admin: Client
beforeAll(async () => {
  app = await startApp()
  provider = await startProvider({ app: new URL(app.url).origin })
  setEnvironment({ PUBLIC_URL: new URL(app.url).origin, ...provider.environment })
  admin = await app.as('administrator')
  provider.accounts.set('eve', {
    email: 'eve@example.org',
    email_verified: true,
    name: 'Ева',
    groups: ['pristan-viewers'],
  })
})
afterAll(async () => {
  await app.close()
  await provider.close()
})
beforeEach(async () => {
  provider.faults.clear()
  await app.pool.query('TRUNCATE rate_limits')
})

const users = async (): Promise<number> => (await app.pool.query('SELECT count(*)::int AS n FROM users')).rows[0].n

/** Expects the sign-in page with a reason, no session and no new user. */
const expectRefused = async (why: string, work: () => Promise<Walked>): Promise<void> => {
  const before = await users()
  const { answer, to, token } = await work()
  expect([answer.status, to.split('&')[0]]).toEqual([303, `/admin/login?sign-on=${why}`])
  expect([token, await users(), await answer.text()]).toEqual([undefined, before, ''])
}

const changed = (address: string, change: (query: URLSearchParams) => void): string => {
  const url = new URL(address)
  change(url.searchParams)
  return url.href
}

const answered = async (
  jar: CookieJar,
  change: (query: URLSearchParams) => void = () => undefined,
): Promise<string> => {
  const address = changed(await start(app, jar), change)
  return atProvider(app, jar, address, { name: 'eve' })
}

describe('the way to the provider', () => {
  test('always has S256, a state and a nonce, each time others', async () => {
    const queries = [
      new URL(await start(app, new CookieJar())).searchParams,
      new URL(await start(app, new CookieJar())).searchParams,
    ]
    for (const query of queries) {
      expect(query.get('code_challenge_method')).toBe('S256')
      expect(query.get('response_type')).toBe('code')
      expect(query.get('redirect_uri')).toBe(`${app.url}/oidc/callback`)
      for (const name of ['code_challenge', 'state', 'nonce']) expect(query.get(name)).toMatch(/^[\w-]{43}$/)
    }
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(queries[0]?.get(name)).not.toBe(queries[1]?.get(name))
  })
})

describe('an answer that was tampered with', () => {
  test.each<[string, string, (query: URLSearchParams) => void]>([
    ['without a state', 'expired', (query) => query.delete('state')],
    ['with another state', 'expired', (query) => query.set('state', 'x'.repeat(43))],
    ['with two states', 'failed', (query) => query.append('state', 'x')],
    ['without a code', 'failed', (query) => query.delete('code')],
    ['with another code', 'failed', (query) => query.set('code', 'x'.repeat(43))],
    ['of another issuer', 'failed', (query) => query.set('iss', 'https://evil.example')],
    ['without its issuer', 'failed', (query) => query.delete('iss')],
    [
      'that is an error of nobody',
      'expired',
      (query) => ['code', 'state'].forEach((name) => query.delete(name)) ?? query.set('error', 'access_denied'),
    ],
    ['with a NUL in it', 'failed', (query) => query.set('code', 'a\u0001b')],
  ])('%s', async (_, why, change) => {
    const jar = new CookieJar()
    const callback = await answered(jar)
    await expectRefused(why, () => open(app, jar, changed(callback, change)))
  })

  test('opened in another browser', async () => {
    const callback = await answered(new CookieJar())
    await expectRefused('expired', () => open(app, new CookieJar(), callback))
    const other = new CookieJar()
    await start(app, other)
    await expectRefused('expired', async () => open(app, other, await answered(new CookieJar())))
  })

  test('opened twice', async () => {
    const jar = new CookieJar()
    const callback = await answered(jar)
    const browser = new Map(jar.of(app.url))
    expect((await open(app, jar, callback)).to).toBe('/admin')
    const again = new CookieJar()
    for (const [name, value] of browser) again.of(app.url).set(name, value)
    await expectRefused('expired', () => open(app, again, callback))
  })

  test('opened twice at the same moment lets one in', async () => {
    const jar = new CookieJar()
    const callback = await answered(jar)
    const browser = new Map(jar.of(app.url))
    const copies = [1, 2, 3, 4].map(() => {
      const copy = new CookieJar()
      for (const [name, value] of browser) copy.of(app.url).set(name, value)
      return copy
    })
    const all = await Promise.all(copies.map((copy) => open(app, copy, callback)))
    expect(all.map(({ to }) => to).sort()).toEqual(['/admin', ...Array(3).fill('/admin/login?sign-on=expired')])
  })

  test('with a code that was used already', async () => {
    const used = new CookieJar()
    const callback = await answered(used)
    await open(app, used, callback)
    const jar = new CookieJar()
    const fresh = await answered(jar)
    await expectRefused('failed', () =>
      open(
        app,
        jar,
        changed(fresh, (query) => query.set('code', new URL(callback).searchParams.get('code') ?? '')),
      ),
    )
  })

  test('with the code of somebody else, not used yet', async () => {
    const stolen = new URL(await answered(new CookieJar())).searchParams.get('code') ?? ''
    const jar = new CookieJar()
    const fresh = await answered(jar)
    await expectRefused('failed', () =>
      open(
        app,
        jar,
        changed(fresh, (query) => query.set('code', stolen)),
      ),
    )
  })

  test.each<[string, (query: URLSearchParams) => void]>([
    ['another nonce', (query) => query.set('nonce', 'x'.repeat(43))],
    ['no nonce', (query) => query.delete('nonce')],
    ['another challenge', (query) => query.set('code_challenge', 'x'.repeat(43))],
    ['no challenge', (query) => ['code_challenge', 'code_challenge_method'].forEach((name) => query.delete(name))],
  ])('begun with %s', async (_, change) => {
    const jar = new CookieJar()
    const callback = await answered(jar, change)
    await expectRefused('failed', () => open(app, jar, callback))
  })

  test('that comes too late', async () => {
    const jar = new CookieJar()
    const callback = await answered(jar)
    app.setNow(new Date(Date.now() + 16 * 60_000))
    await expectRefused('expired', () => open(app, jar, callback))
    app.setNow(null)
  })
})

describe('an ID token', () => {
  const SOON = Math.floor(Date.now() / 1000)
  const base = () => ({
    iss: provider.issuer,
    aud: 'pristan',
    sub: 'eve',
    iat: SOON,
    exp: SOON + 600,
    email: 'eve@example.org',
    email_verified: true,
    name: 'Ева',
    groups: ['pristan-admins'],
  })
  const with_ = async (claims: Record<string, unknown>, stranger = false): Promise<Walked> => {
    const jar = new CookieJar()
    const address = await start(app, jar)
    const nonce = new URL(address).searchParams.get('nonce')
    const callback = await atProvider(app, jar, address, { name: 'eve' })
    const token = provider.sign({ ...base(), nonce, ...claims }, stranger)
    provider.faults.set('/token', (status) =>
      status(200, JSON.stringify({ access_token: 'a', token_type: 'Bearer', id_token: token })),
    )
    return open(app, jar, callback)
  }

  test('that is right lets in, so the ones below are refused for what they say', async () => {
    expect((await with_({ sub: 'right', email: 'right@example.org' })).to).toBe('/admin')
  })

  test.each<[string, Record<string, unknown>, boolean]>([
    ['signed by somebody else', {}, true],
    ['of another issuer', { iss: 'https://evil.example' }, false],
    ['for another service', { aud: 'another' }, false],
    ['for several services', { aud: ['pristan', 'another'], azp: 'another' }, false],
    ['with another nonce', { nonce: 'x' }, false],
    ['that has run out', { exp: SOON - 600, iat: SOON - 1200 }, false],
    ['without a subject', { sub: undefined }, false],
  ])('%s is refused', async (_, claims, stranger) => {
    await expectRefused('failed', () => with_({ email: 'forged@example.org', ...claims }, stranger))
  })
})

describe('a person who may not', () => {
  const comes = (subject: string, claims: object = {}) => {
    provider.accounts.set(subject, {
      email: `${subject}@example.org`,
      email_verified: true,
      name: subject,
      groups: ['pristan-viewers'],
      ...claims,
    })
    return () => walk(app, subject)
  }
  const account = async (email: string, more = {}): Promise<string> =>
    (
      await admin.post<{ doc: { id: string } }>('/users', {
        email,
        password: 'correct horse battery staple',
        name: 'Имя',
        role: 'viewer',
        ...more,
      })
    ).body.doc.id

  test('is told so: no group, an unverified e-mail, the same whether there is such an account or not', async () => {
    await expectRefused('noGroup', comes('nogroup', { groups: ['others'] }))
    await expectRefused('noGroup', comes('nothing', { groups: undefined }))
    await account('taken@example.org')
    await expectRefused('emailUnverified', comes('taker', { email: 'taken@example.org', email_verified: false }))
    await expectRefused('emailUnverified', comes('nobody', { email: 'nobody-here@example.org', email_verified: false }))
    await expectRefused('emailUnverified', comes('mute', { email: undefined }))
  })

  test('gets nobody else\u2019s account by an e-mail that was given on', async () => {
    expect((await comes('first', { email: 'given-on@example.org' })()).to).toBe('/admin')
    await expectRefused('linkedElsewhere', comes('second', { email: 'given-on@example.org' }))
    const { rows } = await app.pool.query(`SELECT id FROM users WHERE email = 'given-on@example.org'`)
    // An administrator has to unlink the account first.
    expect((await admin.post(`/users/${rows[0].id}/unlink`)).status).toBe(200)
    expect((await walk(app, 'second')).to).toBe('/admin')
    await expectRefused('linkedElsewhere', () => walk(app, 'first'))
  })

  test('stays out while the account is blocked, known or only found by its e-mail, and the password does not help', async () => {
    expect((await comes('closed')()).to).toBe('/admin')
    const { rows } = await app.pool.query(`SELECT id FROM users WHERE email = 'closed@example.org'`)
    expect((await admin.patch(`/users/${rows[0].id}`, { blocked: true })).status).toBe(200)
    await expectRefused('blocked', () => walk(app, 'closed'))
    await account('closed-2@example.org', { blocked: true })
    await expectRefused('blocked', comes('closed-2'))
    const byPassword = await (
      await app.as('anonymous')
    ).post('/users/login', { email: 'closed-2@example.org', password: 'correct horse battery staple' })
    expect([byPassword.status, codeOf(byPassword)]).toEqual([401, 'LOGIN_FAILED'])
    await admin.patch(`/users/${rows[0].id}`, { blocked: false })
    expect((await walk(app, 'closed')).to).toBe('/admin')
  })

  test('is not made anew after an administrator deleted the account, unless an administrator makes it', async () => {
    await comes('gone')()
    const { rows } = await app.pool.query(`SELECT id FROM users WHERE email = 'gone@example.org'`)
    expect((await admin.delete(`/users/${rows[0].id}`)).status).toBe(200)
    await expectRefused('removed', () => walk(app, 'gone'))
    await account('gone@example.org')
    expect((await walk(app, 'gone')).to).toBe('/admin')
  })

  test('does not take the last administrator away', async () => {
    await app.pool.query(`UPDATE users SET role = 'viewer' WHERE role = 'administrator'`)
    const id = await (async () => {
      await comes('last', { groups: ['pristan-admins'] })()
      return (await app.pool.query(`SELECT id FROM users WHERE email = 'last@example.org'`)).rows[0].id
    })()
    await expectRefused('lastAdministrator', comes('last'))
    const role = async () => (await app.pool.query('SELECT role FROM users WHERE id = $1', [id])).rows[0].role
    expect(await role()).toBe('administrator')
    await comes('next', { groups: ['pristan-admins'] })()
    expect((await walk(app, 'last')).to).toBe('/admin')
    expect(await role()).toBe('viewer')
    await app.pool.query(`UPDATE users SET role = 'administrator' WHERE id = $1`, [admin.id])
  })

  test('changes their own e-mail to nobody\u2019s', async () => {
    const coordinator = await app.as('coordinator')
    await coordinator.patch(`/users/${coordinator.id}`, { email: 'director@example.org', blocked: true })
    expect((await app.pool.query('SELECT email, blocked FROM users WHERE id = $1', [coordinator.id])).rows[0]).toEqual({
      email: 'coordinator@example.org',
      blocked: false,
    })
  })

  test('gets no letter that would give an account of the provider a password', async () => {
    await comes('letterless')()
    await (await app.as('anonymous')).post('/users/forgot-password', { email: 'letterless@example.org' })
    await account('lettered@example.org')
    await (await app.as('anonymous')).post('/users/forgot-password', { email: 'lettered@example.org' })
    const token = async (email: string) =>
      (await app.pool.query('SELECT reset_password_token AS token FROM users WHERE email = $1', [email])).rows[0].token
    await expect.poll(() => token('lettered@example.org'), { timeout: 10_000 }).toMatch(/^[0-9a-f]{64}$/)
    expect(await token('letterless@example.org')).toBe(null)
  })
})

describe('a provider', () => {
  test('whose person says no', async () => {
    const jar = new CookieJar()
    const address = await start(app, jar, '?redirect=/admin/account')
    const callback = await atProvider(app, jar, address, { deny: 'yes' })
    const { answer, to } = await open(app, jar, callback)
    expect([answer.status, to]).toEqual([303, '/admin/login?sign-on=denied&redirect=%2Fadmin%2Faccount'])
  })

  test.each([
    ['answers with 503', (status: (code: number) => void) => status(503)],
    ['answers nonsense', (status: (code: number, body?: string) => void) => status(200, '<html>')],
    [
      'says it is another',
      (status: (code: number, body?: string) => void) =>
        status(
          200,
          JSON.stringify({ issuer: 'https://evil.example', authorization_endpoint: 'https://evil.example/auth' }),
        ),
    ],
  ])('that %s is said to be unavailable, and is asked again', async (_, fault) => {
    setEnvironment({ OIDC_LABEL: 'x' })
    provider.faults.set('/.well-known/openid-configuration', fault)
    const answer = await new CookieJar().fetch(`${app.url}/oidc/start`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/login?sign-on=unavailable'])
    provider.faults.clear()
    expect(await start(app, new CookieJar())).toMatch(new RegExp(`^${provider.issuer}/auth`))
  })

  test.each(['/token', '/me', '/jwks'])('that fails at %s leaves nobody half signed in', async (path) => {
    const jar = new CookieJar()
    setEnvironment({ OIDC_LABEL: path })
    const callback = await answered(jar)
    provider.faults.set(path, (status) => status(500))
    await expectRefused('unavailable', () => open(app, jar, callback))
  })

  test('that is not there at all', async () => {
    setEnvironment({ OIDC_ISSUER: 'http://127.0.0.1:9' })
    const answer = await new CookieJar().fetch(`${app.url}/oidc/start`)
    expect(answer.headers.get('location')).toBe('/admin/login?sign-on=unavailable')
    setEnvironment(provider.environment)
  })

  test('that nobody has named is no route', async () => {
    setEnvironment(
      Object.fromEntries(
        Object.keys(provider.environment)
          .concat('OIDC_LABEL')
          .map((name) => [name, '']),
      ),
    )
    for (const path of ['/oidc/start', '/oidc/callback?code=x&state=y']) {
      const answer = await (await app.as('anonymous')).get(path)
      expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND'])
    }
    setEnvironment(provider.environment)
  })
})

test('beginning again and again from one address is refused as guessing is', async () => {
  const jar = new CookieJar()
  const statuses: number[] = []
  for (let attempt = 0; attempt < 125; attempt += 1) statuses.push((await jar.fetch(`${app.url}/oidc/start`)).status)
  expect([statuses[0], statuses[119], statuses[124]]).toEqual([303, 303, 429])
  const refused = await jar.fetch(`${app.url}/oidc/start`)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})
