import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let stranger: Client
beforeAll(async () => {
  app = await startApp()
  stranger = await app.as('anonymous')
})
afterAll(() => app.close())

const PASSWORD = 'correct horse battery staple'
const forgetCounts = () => app.pool.query('TRUNCATE rate_limits')
const tryAs = (email: string, password: string, headers = {}) =>
  stranger.post('/users/login', { email, password }, headers)
const session = async (email: string) => ({
  authorization: `JWT ${((await tryAs(email, PASSWORD)).body as { token: string }).token}`,
})
const stillIn = async (headers: Record<string, string>): Promise<boolean> =>
  (await stranger.get<{ user: unknown }>('/users/me', headers)).body.user !== null
const newUser = async (email: string, role = 'viewer'): Promise<string> => {
  const { body } = await (
    await app.as('administrator')
  ).post<{ doc: { id: string } }>('/users', { email, password: PASSWORD, name: 'Ольга', role })
  return body.doc.id
}

describe('guessing a password', () => {
  test('ends after a few tries with 429 and the seconds to wait, the same for accounts that do not exist', async () => {
    await newUser('guessed@example.org')
    for (const email of ['guessed@example.org', 'nobody@example.org']) {
      await forgetCounts()
      const answers = []
      for (let attempt = 0; attempt < 9; attempt += 1) answers.push(await tryAs(email, 'wrong'))
      expect([email, answers.map(({ status }) => status)]).toEqual([
        email,
        [401, 401, 401, 401, 401, 401, 401, 401, 429],
      ])
      const last = answers[8]
      expect(last && codeOf(last)).toBe('TOO_MANY_REQUESTS')
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
      // The right password does not help an attacker who has used up the attempts.
      expect((await tryAs(email, PASSWORD)).status).toBe(429)
    }
  })

  test('takes the same time whether the account exists or not', async () => {
    await forgetCounts()
    await newUser('timed@example.org')
    const timeOf = async (email: string): Promise<number> => {
      const start = performance.now()
      await tryAs(email, 'wrong')
      return performance.now() - start
    }
    // Alternating, and the fastest of each, because other load on the machine slows both down.
    let [known, unknown] = [Infinity, Infinity]
    for (let attempt = 0; attempt < 7; attempt += 1) {
      known = Math.min(known, await timeOf('timed@example.org'))
      unknown = Math.min(unknown, await timeOf('nobody-timed@example.org'))
    }
    // Without the dummy hashing an unknown account would be answered tens of times faster.
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  test('does not lock a person out where they signed in before', async () => {
    await forgetCounts()
    await newUser('known@example.org')
    expect((await tryAs('known@example.org', PASSWORD)).status).toBe(200)
    // Attempts from elsewhere have used up the account's limit.
    await app.pool.query(
      `UPDATE rate_limits SET empty_at = now() + interval '1 day' WHERE key LIKE 'sign-in:account:%'`,
    )
    expect((await tryAs('known@example.org', PASSWORD)).status).toBe(200)
    await app.pool.query(`DELETE FROM rate_limits WHERE key LIKE 'sign-in:known:%'`)
    expect((await tryAs('known@example.org', PASSWORD)).status).toBe(429)
  })

  test('leaves no e-mail in the table of counts', async () => {
    const { rows } = await app.pool.query(`SELECT key FROM rate_limits`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('example.org')
  })
})

describe('a forgotten password', () => {
  test('gets the same answer, at once, for everybody', async () => {
    await forgetCounts()
    await newUser('forgetful@example.org')
    const answers = [
      await stranger.post('/users/forgot-password', { email: 'forgetful@example.org' }),
      await stranger.post('/users/forgot-password', { email: 'nobody@example.org' }),
    ]
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, answers[1]?.body],
      [200, answers[0]?.body],
    ])
    await expect
      .poll(
        async () =>
          (await app.pool.query(`SELECT reset_password_token FROM users WHERE email = 'forgetful@example.org'`)).rows[0]
            .reset_password_token,
        { timeout: 10_000 },
      )
      .toMatch(/^[0-9a-f]{64}$/)
  })

  test('ends the sessions there were', async () => {
    await forgetCounts()
    const before = await session('forgetful@example.org')
    const token = await app.payload.forgotPassword({
      collection: 'users',
      data: { email: 'forgetful@example.org' },
      disableEmail: true,
    })
    expect((await stranger.post('/users/reset-password', { token, password: 'another long sentence' })).status).toBe(
      200,
    )
    expect(await stillIn(before)).toBe(false)
  })
})

describe('sessions end at once', () => {
  test('with another role and with a password that an administrator sets', async () => {
    await forgetCounts()
    const administrator = await app.as('administrator')
    const id = await newUser('changing@example.org')
    const first = await session('changing@example.org')
    expect((await administrator.patch(`/users/${id}`, { name: 'Оля' })).status).toBe(200)
    expect(await stillIn(first)).toBe(true)
    expect((await administrator.patch(`/users/${id}`, { role: 'coordinator' })).status).toBe(200)
    expect(await stillIn(first)).toBe(false)
    const second = await session('changing@example.org')
    expect((await administrator.patch(`/users/${id}`, { password: 'another long sentence' })).status).toBe(200)
    expect(await stillIn(second)).toBe(false)
  })

  test('elsewhere when somebody changes their own password, and not where they did it', async () => {
    await forgetCounts()
    const id = await newUser('own@example.org')
    const mine = { password: 'another long sentence', currentPassword: PASSWORD }
    const [here, elsewhere] = [await session('own@example.org'), await session('own@example.org')]
    expect((await stranger.patch(`/users/${id}`, mine, here)).status).toBe(200)
    expect([await stillIn(here), await stillIn(elsewhere)]).toEqual([true, false])
  })

  test('everywhere when asked to, by oneself or an administrator and nobody else', async () => {
    await forgetCounts()
    const id = await newUser('lost-phone@example.org')
    const sessions = [await session('lost-phone@example.org'), await session('lost-phone@example.org')]
    expect((await (await app.as('coordinator')).post(`/users/${id}/sign-out`)).status).toBe(404)
    expect((await stranger.post(`/users/${id}/sign-out`, {}, sessions[0])).status).toBe(200)
    expect(await Promise.all(sessions.map(stillIn))).toEqual([false, false])
    const again = await session('lost-phone@example.org')
    expect((await (await app.as('administrator')).post(`/users/${id}/sign-out`)).status).toBe(200)
    expect(await stillIn(again)).toBe(false)
  })
})

describe('a request that another site made the browser send', () => {
  const cookie = async () => ({
    cookie: `payload-token=${(await app.as('administrator')).headers.authorization?.slice(4)}`,
  })
  const write = async (headers: Record<string, string>) =>
    (await stranger.post('/places', { title: 'Чужое', timezone: 'Europe/Moscow' }, { ...(await cookie()), ...headers }))
      .status

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{}, 201],
  ])('%j is answered with %i', async (headers, status) => {
    expect(await write(headers as Record<string, string>)).toBe(status)
  })

  test('signs nobody in', async () => {
    expect((await tryAs('administrator@example.org', PASSWORD, { origin: 'https://evil.example' })).status).toBe(403)
  })

  test('is welcome from the very address the panel is opened at, without any configuration', async () => {
    const { host } = new URL(app.url)
    expect(await write({ origin: `http://${host}` })).toBe(201)
  })
})
