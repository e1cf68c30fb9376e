import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

const PASSWORD = 'correct horse battery staple'
let app: App
let admin: Client
let stranger: Client
beforeAll(async () => {
  app = await startApp()
  admin = await app.as('administrator')
  stranger = await app.as('anonymous')
})
afterAll(() => app.close())
let clock = Date.now()
/** Seconds later: codes are taken once, so each needs a step of its own. */
const later = (seconds: number): void => app.setNow(new Date((clock += seconds * 1000)))
beforeEach(async () => {
  await app.pool.query('TRUNCATE rate_limits')
  later(300)
})

type Secretive = { id: string; email: string; headers: Record<string, string>; secret: string; codes: string[] }

const login = (email: string, more: object = {}, headers = {}) =>
  stranger.post<{ token?: string }>('/users/login', { email, password: PASSWORD, ...more }, headers)
const codeAt = (secret: string, seconds = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock + seconds * 1000 })

const account = async (role: 'administrator' | 'viewer' = 'viewer') => {
  const email = `${randomUUID()}@example.org`
  const { id } = await app.payload.create({ collection: 'users', data: { email, password: PASSWORD, name: 'О', role } })
  const { body } = await login(email)
  return { id: String(id), email, headers: { authorization: `JWT ${body.token}` } }
}

const setUp = async (role?: 'administrator'): Promise<Secretive> => {
  const made = await account(role)
  const path = `/users/${made.id}/second-factor`
  const begun = await stranger.post<{ secret: string }>(path, { currentPassword: PASSWORD }, made.headers)
  const { secret } = begun.body
  const done = await stranger.post<{ recoveryCodes: string[] }>(
    `${path}/confirm`,
    { otp: codeAt(secret) },
    made.headers,
  )
  expect([begun.status, done.status]).toEqual([200, 200])
  later(60)
  return { ...made, secret, codes: done.body.recoveryCodes }
}

const stillIn = async (headers: Record<string, string>): Promise<boolean> =>
  (await stranger.get<{ user: unknown }>('/users/me', headers)).body.user !== null
const sessionsOf = async (id: string): Promise<number> =>
  (await app.pool.query('SELECT 1 FROM users_sessions WHERE _parent_id = $1', [id])).rowCount ?? 0
const logOf = async (id: string): Promise<string[]> =>
  (
    await app.pool.query<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject_id = $1 AND action LIKE 'user.%' ORDER BY at, id`,
      [id],
    )
  ).rows.map(({ action }) => action)
const lettersTo = async (id: string): Promise<string[]> =>
  (
    await app.pool.query<{ reason: string }>(
      `SELECT payload->>'reason' AS reason FROM messages WHERE recipient_id = $1`,
      [id],
    )
  ).rows
    .map(({ reason }) => reason)
    .sort()

describe('setting it up', () => {
  test('takes the password, then a code; the secret and the codes are unreadable in the database', async () => {
    const { id, email, headers } = await account()
    const path = `/users/${id}/second-factor`
    for (const body of [{}, { currentPassword: 'wrong' }])
      expect(codeOf(await stranger.post(path, body, headers))).toBe('CURRENT_PASSWORD_REQUIRED')
    const { body } = await stranger.post<{ secret: string; address: string }>(
      path,
      { currentPassword: PASSWORD },
      headers,
    )
    expect(new URL(body.address).searchParams.get('secret')).toBe(body.secret)
    // Shown, but not confirmed: the password alone is still enough.
    expect((await login(email)).status).toBe(200)
    expect((await stranger.post(`${path}/confirm`, { otp: '000000' }, headers)).status).toBe(400)
    const otp = codeAt(body.secret)
    const done = await stranger.post<{ recoveryCodes: string[] }>(`${path}/confirm`, { otp }, headers)
    expect(done.body.recoveryCodes).toHaveLength(10)
    expect(new Set(done.body.recoveryCodes).size).toBe(10)
    expect(done.body.recoveryCodes[0]).toMatch(/^\d{4}-\d{4}-\d{4}-\d{4}$/)
    const { rows } = await app.pool.query(
      `SELECT f::text || coalesce(string_agg(c::text, ''), '') AS stored FROM second_factors f
         JOIN recovery_codes c USING (user_id) WHERE user_id = $1 GROUP BY f.*`,
      [id],
    )
    const stored = String(rows[0]?.stored)
    for (const plain of [body.secret, ...done.body.recoveryCodes.map((code) => code.replaceAll('-', ''))])
      for (const text of [plain, Buffer.from(plain).toString('hex')]) expect(stored).not.toContain(text)
    expect((await stranger.get(path, headers)).body).toMatchObject({ password: true, recoveryCodesLeft: 10 })
    // The code that confirmed it opens nothing any more.
    expect(codeOf(await login(email, { otp }))).toBe('WRONG_CODE')
    expect(await lettersTo(id)).toEqual(['factorOn'])
  })

  test('ends the other sessions', async () => {
    const { email, id, headers } = await account()
    const elsewhere = { authorization: `JWT ${(await login(email)).body.token}` }
    const path = `/users/${id}/second-factor`
    const { body } = await stranger.post<{ secret: string }>(path, { currentPassword: PASSWORD }, headers)
    await stranger.post(`${path}/confirm`, { otp: codeAt(body.secret) }, headers)
    expect([await stillIn(headers), await stillIn(elsewhere)]).toEqual([true, false])
  })

  test('is nobody else’s matter, and nothing for an account of the provider', async () => {
    const { id, headers } = await account()
    const path = `/users/${id}/second-factor`
    for (const other of [admin, await app.as('viewer')])
      for (const way of ['', '/confirm', '/remove', '/recovery-codes'])
        expect((await other.post(`${path}${way}`, { otp: '123456', currentPassword: PASSWORD })).status).toBe(404)
    expect((await (await app.as('coordinator')).get(path)).status).toBe(404)
    await app.pool.query('UPDATE users SET hash = NULL, salt = NULL WHERE id = $1', [id])
    expect((await stranger.get(path, headers)).body).toMatchObject({ password: false })
    expect(codeOf(await stranger.post(path, { currentPassword: '' }, headers))).toBe('CURRENT_PASSWORD_REQUIRED')
  })
})

describe('signing in', () => {
  test('takes a code beside the password, once, and tells a guessed password nothing more', async () => {
    const { id, email, secret } = await setUp()
    const before = await sessionsOf(id)
    expect(codeOf(await login(email))).toBe('OTP_REQUIRED')
    expect(codeOf(await login(email, { otp: '000000' }))).toBe('WRONG_CODE')
    for (const otp of [123456, ['1'], {}, 'x'.repeat(100)]) expect((await login(email, { otp })).status).toBe(401)
    expect(codeOf(await login(email, { password: 'wrong', otp: codeAt(secret) }))).toBe('LOGIN_FAILED')
    expect(await sessionsOf(id)).toBe(before)
    await app.pool.query('TRUNCATE rate_limits')
    const otp = codeAt(secret)
    expect((await login(email, { otp: `${otp.slice(0, 3)} ${otp.slice(3)}` })).status).toBe(200)
    expect(codeOf(await login(email, { otp }))).toBe('WRONG_CODE')
    expect(codeOf(await login(email, { otp: codeAt(secret, -30) }))).toBe('WRONG_CODE')
    expect((await login(email, { otp: codeAt(secret, 30) })).status).toBe(200)
    expect(codeOf(await login(email, { otp: codeAt(secret, 60) }))).toBe('WRONG_CODE')
    const log = await logOf(id)
    expect(log).toContain('user.secondFactorSetUp')
    expect(log).toContain('user.codeAsked')
    expect(log.filter((action) => action === 'user.signInFailed').length).toBeGreaterThanOrEqual(5)
  })

  test('with one code from two places at once lets one in', async () => {
    const { email, secret } = await setUp()
    const otp = codeAt(secret)
    const answers = await Promise.all([1, 2, 3, 4].map(() => login(email, { otp })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  })

  test('with a recovery code works once each, and is told', async () => {
    const { id, email, codes } = await setUp()
    const [first = '', second = ''] = codes
    expect((await login(email, { otp: first })).status).toBe(200)
    expect(codeOf(await login(email, { otp: first }))).toBe('WRONG_CODE')
    expect((await login(email, { otp: second.replaceAll('-', '') })).status).toBe(200)
    expect((await admin.get(`/users/${id}/second-factor`)).body).toMatchObject({ recoveryCodesLeft: 8 })
    expect((await logOf(id)).filter((action) => action === 'user.recoveryCodeUsed')).toHaveLength(2)
    expect(await lettersTo(id)).toEqual(['factorOn', 'recoveryUsed', 'recoveryUsed'])
  })

  test('is no place to try codes: ten, from wherever, and then 429 for the right one too', async () => {
    const { email, secret } = await setUp()
    const codes = []
    for (let attempt = 0; attempt < 11; attempt += 1) {
      // As if every try came from another address.
      await app.pool.query(`DELETE FROM rate_limits WHERE key LIKE 'sign-in:pair:%'`)
      codes.push(codeOf(await login(email, { otp: String(attempt).padStart(6, '0') })))
    }
    expect([codes.slice(0, 10), codes[10]]).toEqual([Array(10).fill('WRONG_CODE'), 'TOO_MANY_REQUESTS'])
    await app.pool.query(`DELETE FROM rate_limits WHERE key LIKE 'sign-in:pair:%'`)
    expect((await login(email, { otp: codeAt(secret) })).status).toBe(429)
    // Without a code there is nothing to guess, and nothing counted.
    for (let half = 0; half < 12; half += 1) expect(codeOf(await login(email))).toBe('OTP_REQUIRED')
  })

  test('under another PAYLOAD_SECRET works with a recovery code', async () => {
    const { email, secret, codes } = await setUp()
    setEnvironment({ PAYLOAD_SECRET: 'quite another secret of the tests' })
    try {
      expect(codeOf(await login(email, { otp: codeAt(secret) }))).toBe('WRONG_CODE')
      expect((await login(email, { otp: codes[0] ?? '' })).status).toBe(200)
    } finally {
      setEnvironment({ PAYLOAD_SECRET: 'a secret for the tests alone' })
    }
  })

  test('of a page brings a cookie and no token', async () => {
    const { email, secret } = await setUp()
    const answer = await login(email, { otp: codeAt(secret) }, { 'sec-fetch-site': 'same-origin' })
    expect([answer.status, 'token' in answer.body]).toEqual([200, false])
    expect(answer.headers.get('set-cookie')).toMatch(/^payload-token=ey/)
  })
})

describe('without the app', () => {
  test('an administrator takes it away: sessions end, it is told and in the log; one’s own needs a code', async () => {
    const { id, email, headers } = await setUp('administrator')
    expect((await stranger.post(`/users/${id}/second-factor/reset`, {}, headers)).status).toBe(403)
    expect((await (await app.as('coordinator')).post(`/users/${id}/second-factor/reset`)).status).toBe(403)
    expect((await admin.post(`/users/${id}/second-factor/reset`)).status).toBe(200)
    expect(await stillIn(headers)).toBe(false)
    expect((await login(email)).status).toBe(200)
    expect((await logOf(id)).filter((action) => action === 'user.secondFactorReset')).toHaveLength(1)
    expect(await lettersTo(id)).toEqual(['factorOn', 'factorReset'])
  })

  test('one’s own goes with the password and a code; new recovery codes end the old ones', async () => {
    const { id, email, headers, secret, codes } = await setUp()
    const path = `/users/${id}/second-factor`
    const own = (way: string, body: object) => stranger.post(`${path}/${way}`, body, headers)
    expect(codeOf(await own('remove', { otp: codeAt(secret) }))).toBe('CURRENT_PASSWORD_REQUIRED')
    expect((await own('remove', { currentPassword: PASSWORD, otp: '000000' })).status).toBe(400)
    const renewed = await own('recovery-codes', { currentPassword: PASSWORD, otp: codeAt(secret) })
    const { recoveryCodes: [fresh = ''] = [] } = renewed.body as { recoveryCodes?: string[] }
    expect(codeOf(await login(email, { otp: codes[0] }))).toBe('WRONG_CODE')
    expect((await own('remove', { currentPassword: PASSWORD, otp: fresh })).status).toBe(200)
    expect((await login(email)).status).toBe(200)
    expect(await lettersTo(id)).toEqual(['factorOff', 'factorOn', 'recoveryMade', 'recoveryUsed'])
  })
})

test('no door begins a session without a code', async () => {
  const { id, email } = await setUp()
  const before = await sessionsOf(id)
  const token = await app.payload.forgotPassword({ collection: 'users', data: { email }, disableEmail: true })
  const body = { email, password: PASSWORD, token, username: email, name: 'О', role: 'viewer', id }
  const { endpoints, collections } = app.payload.config
  const doors = [
    ...endpoints.map(({ method, path }) => [method, path] as const),
    ...collections.flatMap(({ slug, endpoints: own }) =>
      (own || []).map(({ method, path }) => [method, `/${slug}${path}`] as const),
    ),
  ].filter(([method, path]) => method !== 'connect' && !path.includes('/live'))
  expect(doors.length).toBeGreaterThan(100)
  for (const [method, path] of doors) {
    const address = path.replace(/:\w+/g, id).replace(/\/$/, '')
    const response = await fetch(`${app.url}${address}`, {
      method: method.toUpperCase(),
      headers: { 'content-type': 'application/json' },
      ...(method === 'get' || method === 'head' ? {} : { body: JSON.stringify(body) }),
    })
    const answered = await response.text()
    const gave = /payload-token=ey|eyJ[\w-]{20}/.test(`${response.headers.get('set-cookie')} ${answered}`)
    expect([method, path, gave]).toEqual([method, path, false])
  }
  // The link of the letter was used above, and ended what there was.
  expect(await sessionsOf(id)).toBeLessThanOrEqual(before)
  await app.pool.query('TRUNCATE rate_limits')
  expect(codeOf(await login(email))).toBe('OTP_REQUIRED')
  await expect(app.payload.login({ collection: 'users', data: { email, password: PASSWORD } })).rejects.toThrow(
    'OTP_REQUIRED',
  )
})
