import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp, type App, type Client } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'
import { makeAccount, PASSWORD } from '../../factories/accounts'

let app: App
let admin: Client
let stranger: Client
beforeAll(async () => {
  app = await startApp()
  admin = await app.as('administrator')
  stranger = await app.as('anonymous')
})
afterAll(() => app.close())
beforeEach(() => app.pool.query('TRUNCATE rate_limits'))

const signedIn = async (role?: string) => {
  const { id, email } = await makeAccount(admin, role)
  const login = await stranger.post<{ token: string }>('/users/login', { email, password: PASSWORD })
  return { id, email, headers: { authorization: `JWT ${login.body.token}` } }
}
const statusFor = async (headers: Record<string, string>, path = '/places') =>
  (await stranger.get(path, headers)).status

test.each([
  ['a user', async () => (await signedIn()).headers, /FROM users u/],
  ['the cookie of a user', async () => cookieOf((await signedIn()).headers), /FROM users u/],
  ['a key', async () => (await app.as('key:read')).headers, /FROM integrations/],
])('%s is found by one prepared statement', async (_, headersOf, statement) => {
  const headers = await headersOf()
  // The first use of a key is recorded.
  expect(await statusFor(headers)).toBe(200)
  const { texts } = await countStatements(app.payload, () => statusFor(headers, '/health/live'))
  expect(texts).toEqual([expect.stringMatching(statement)])
})
const cookieOf = ({ authorization = '' }) => ({ cookie: `payload-token=${authorization.slice(4)}` })

test('nobody is looked up for a request without a session or a key', async () => {
  const strangers: Record<string, string>[] = [{}, { authorization: 'JWT nonsense' }, { cookie: 'payload-token=a.b.c' }]
  for (const headers of strangers) {
    const { texts } = await countStatements(app.payload, () => statusFor(headers, '/health/live'))
    expect(texts).toEqual([])
  }
})

test('what is taken away in the database counts at the very next request', async () => {
  const takeAway = async (sql: string, role?: string): Promise<number[]> => {
    const { id, headers } = await signedIn(role)
    const before = await statusFor(headers, '/users')
    await app.pool.query(sql, [id])
    return [before, await statusFor(headers, '/users'), await statusFor(headers)]
  }
  expect(await takeAway('DELETE FROM users_sessions WHERE _parent_id = $1')).toEqual([200, 401, 401])
  expect(await takeAway('UPDATE users SET blocked = true WHERE id = $1')).toEqual([200, 401, 401])
  expect(await takeAway('DELETE FROM users WHERE id = $1')).toEqual([200, 401, 401])
  const { id, headers } = await signedIn('administrator')
  expect(await statusFor(headers, '/error-reports')).toBe(200)
  await app.pool.query(`UPDATE users SET role = 'viewer' WHERE id = $1`, [id])
  expect(await statusFor(headers, '/error-reports')).toBe(403)
})

test('a session of one user is no session of another', async () => {
  const [one, other] = [await signedIn(), await signedIn()]
  await app.pool.query('UPDATE users_sessions SET _parent_id = $1, _order = 9 WHERE _parent_id = $2', [
    other.id,
    one.id,
  ])
  expect([await statusFor(one.headers), await statusFor(other.headers)]).toEqual([401, 200])
})

test('the panel is told the same of the user as before', async () => {
  const { id, email, headers } = await signedIn()
  const { body } = await stranger.get<{ user: Record<string, unknown>; strategy: string }>('/users/me', headers)
  expect(body).toMatchObject({
    strategy: 'local-jwt',
    user: { id, email, role: 'coordinator', name: 'Имя', blocked: false },
  })
  const { user } = await app.payload.auth({ headers: new Headers(headers) })
  const stored = await app.payload.findByID({ collection: 'users', id })
  expect(user).toEqual({ ...stored, collection: 'users', _strategy: 'local-jwt', _sid: expect.any(String) })
})
