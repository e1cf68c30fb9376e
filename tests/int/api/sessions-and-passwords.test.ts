import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

const PASSWORD = 'correct horse battery staple'
let app: App
let admin: Client
beforeAll(async () => {
  app = await startApp()
  admin = await app.as('administrator')
})
afterAll(() => app.close())

const account = async () => {
  const email = `${randomUUID()}@example.org`
  const user = await app.payload.create({
    collection: 'users',
    data: { email, password: PASSWORD, name: 'К', role: 'coordinator' },
  })
  return { id: String(user.id), email }
}

const signIn = async (email: string): Promise<{ token: string; cookie: string }> => {
  const response = await fetch(`${app.url}/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  const { token } = (await response.json()) as { token: string }
  return { token, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

const ask = async (method: string, path: string, headers: Record<string, string>) => {
  const response = await fetch(`${app.url}${path}`, {
    method,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('a password', () => {
  test.each([12_345_678_901_234, true, ['correct', 'horse', 'battery', 'staple'], { length: 30 }])(
    'that is no text is refused: %j',
    async (password) => {
      const { id } = await account()
      const data = { email: `${randomUUID()}@example.org`, name: 'К', role: 'viewer', password }
      const answers = [await admin.post('/users', data), await admin.patch(`/users/${id}`, { password })]
      expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual([
        [400, 'VALIDATION'],
        [400, 'VALIDATION'],
      ])
    },
  )

  test.each(['abc', '      ', 'password1234', 'qwertyuiop123', 'aaaaaaaaaaaaaaaa', `a1${'x'.repeat(130)}`])(
    '%.20s is refused for a new user and for one that is there',
    async (password) => {
      const { id } = await account()
      const data = { email: `${randomUUID()}@example.org`, name: 'К', role: 'viewer', password }
      expect(codeOf(await admin.post('/users', data))).toBe('PASSWORD_TOO_WEAK')
      expect(codeOf(await admin.patch(`/users/${id}`, { password }))).toBe('PASSWORD_TOO_WEAK')
    },
  )

  test('set by a link whose token the database does not know', async () => {
    const { id, email } = await account()
    const token = await app.payload.forgotPassword({ collection: 'users', data: { email }, disableEmail: true })
    const stored = async () =>
      (
        await app.pool.query<{ token: string | null }>(
          'SELECT reset_password_token AS token FROM users WHERE id = $1',
          [id],
        )
      ).rows[0]?.token
    expect(await stored()).toMatch(/^[0-9a-f]{64}$/)
    expect(await stored()).not.toBe(token)
    const anonymous = await app.as('anonymous')
    const password = 'три зелёных автобуса'
    expect(codeOf(await anonymous.post('/users/reset-password', { token, password: 'abc' }))).toBe('PASSWORD_TOO_WEAK')
    const byHash = await anonymous.post('/users/reset-password', { token: await stored(), password })
    expect(byHash.status).toBe(403)
    const done = await anonymous.post('/users/reset-password', { token, password })
    expect([done.status, 'token' in done.body]).toEqual([200, false])
    expect((await anonymous.post('/users/login', { email, password })).status).toBe(200)
    expect((await anonymous.post('/users/reset-password', { token, password })).status).toBe(403)
  })
})

describe('a session', () => {
  test('of a cookie keeps its token out of every answer; a program gets its own', async () => {
    const { email } = await account()
    const { token, cookie } = await signIn(email)
    const shown = async (method: string, path: string, headers: Record<string, string>) => {
      const { status, body } = await ask(method, path, headers)
      return [status, 'token' in body || 'refreshedToken' in body, JSON.stringify(body).includes('eyJ')]
    }
    expect(await shown('GET', '/users/me', { cookie })).toEqual([200, false, false])
    expect(await shown('POST', '/users/refresh-token', { cookie })).toEqual([200, false, false])
    expect(await shown('POST', '/users/refresh-token', { authorization: `JWT ${token}` })).toEqual([200, true, true])
  })

  test('ends twelve hours after signing in, however often it is renewed', async () => {
    const { id, email } = await account()
    const { cookie } = await signIn(email)
    const older = (hours: number) =>
      app.pool.query(
        `UPDATE users_sessions SET created_at = clock_timestamp() - make_interval(hours => $2::int)
          WHERE _parent_id = $1`,
        [id, hours],
      )
    await older(11)
    expect((await ask('POST', '/users/refresh-token', { cookie })).status).toBe(200)
    expect((await ask('GET', '/places', { cookie })).status).toBe(200)
    await older(13)
    expect((await ask('POST', '/users/refresh-token', { cookie })).status).toBe(401)
    expect((await ask('GET', '/places', { cookie })).status).toBe(401)
  })
})
