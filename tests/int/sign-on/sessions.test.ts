import { addSessionToUser } from 'payload/shared'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp, type App, type Client } from '../../helpers/app'
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

const account = (role?: string) => makeAccount(admin, role)
const signIn = async (email: string, password = PASSWORD): Promise<string | undefined> =>
  (await stranger.post<{ token?: string }>('/users/login', { email, password })).body.token
const isIn = async (token: string | undefined): Promise<boolean> =>
  (await stranger.get<{ user: unknown }>('/users/me', { authorization: `JWT ${token}` })).body.user !== null

/**
 * Payload's own sign-in, stopped half-way: the account has been read, but its password not yet checked nor the account
 * written back.
 */
const slowSignIn = async (id: string): Promise<() => Promise<void>> => {
  const collectionConfig = app.payload.collections.users.config
  const user = await app.payload.db.findOne<{ id: string; sessions?: never[] }>({
    collection: 'users',
    where: { id: { equals: id } },
  })
  return async () => {
    await addSessionToUser({
      collectionConfig,
      payload: app.payload,
      req: { payload: app.payload } as never,
      user: user as never,
    })
  }
}

const rowOf = async (id: string) =>
  (await app.pool.query('SELECT role, blocked, hash, email FROM users WHERE id = $1', [id])).rows[0]
const sessionsOf = async (id: string): Promise<number> =>
  (await app.pool.query('SELECT count(*)::int AS n FROM users_sessions WHERE _parent_id = $1', [id])).rows[0].n

test('signing out everywhere is not undone by somebody who was signing in', async () => {
  const { id, email } = await account()
  const token = await signIn(email)
  const goOn = await slowSignIn(id)
  expect((await admin.post(`/users/${id}/sign-out`)).status).toBe(200)
  await goOn()
  expect([await isIn(token), await sessionsOf(id)]).toEqual([false, 1])
})

test('nor is signing out of one session', async () => {
  const { id, email } = await account()
  const token = await signIn(email)
  const goOn = await slowSignIn(id)
  expect((await stranger.post('/users/logout', {}, { authorization: `JWT ${token}` })).status).toBe(200)
  await goOn()
  expect(await isIn(token)).toBe(false)
})

test('nor a block: it stays, and whoever was signing in is not in', async () => {
  const { id, email } = await account()
  const token = await signIn(email)
  const goOn = await slowSignIn(id)
  expect((await admin.patch(`/users/${id}`, { blocked: true })).status).toBe(200)
  await goOn()
  expect(await rowOf(id)).toMatchObject({ blocked: true })
  expect([await isIn(token), await sessionsOf(id), await signIn(email)]).toEqual([false, 0, undefined])
  await admin.patch(`/users/${id}`, { blocked: false })
  expect(await isIn(await signIn(email))).toBe(true)
})

test('nor another role, password or e-mail', async () => {
  const { id, email } = await account()
  const goOn = await slowSignIn(id)
  await admin.patch(`/users/${id}`, { role: 'viewer', password: 'another long sentence', email: `moved-${email}` })
  const after = await rowOf(id)
  await goOn()
  expect(await rowOf(id)).toEqual(after)
  expect(after).toMatchObject({ role: 'viewer', email: `moved-${email}` })
  expect([await signIn(`moved-${email}`), typeof (await signIn(`moved-${email}`, 'another long sentence'))]).toEqual([
    undefined,
    'string',
  ])
})

test('a change by hand in the database is a change', async () => {
  const { id } = await account()
  await app.pool.query(`UPDATE users SET role = 'viewer' WHERE id = $1`, [id])
  expect(await rowOf(id)).toMatchObject({ role: 'viewer' })
})

test('signing in in many places at once and prolonging works as before', async () => {
  const { email } = await account()
  const first = await signIn(email)
  const second = await signIn(email)
  expect((await stranger.post('/users/refresh-token', {}, { authorization: `JWT ${first}` })).status).toBe(200)
  expect([await isIn(first), await isIn(second)]).toEqual([true, true])
})

test('the last administrator is neither blocked nor deleted, and a blocked one does not count', async () => {
  const other = await account('administrator')
  expect((await admin.patch(`/users/${other.id}`, { blocked: true })).status).toBe(200)
  const refused = await admin.patch<{ errors: { data: { errors: { path: string }[] } }[] }>(`/users/${admin.id}`, {
    blocked: true,
  })
  expect([refused.status, refused.body.errors[0]?.data.errors[0]?.path]).toEqual([400, 'blocked'])
  expect((await admin.patch(`/users/${admin.id}`, { role: 'viewer' })).status).toBe(400)
  expect((await admin.delete(`/users/${admin.id}`)).status).toBe(409)
})
