import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Mail } from '@/notifications/mail/layout'
import { createSender } from '@/operations/messages/sender'
import { codeOf, startApp, type Answer, type App, type Client } from '../../helpers/app'

const PASSWORD = 'correct horse battery staple'
const NEW = 'три зелёных автобуса'
let app: App
let admin: Client
let stranger: Client
beforeAll(async () => {
  app = await startApp()
  admin = await app.as('administrator')
  stranger = await app.as('anonymous')
})
afterAll(() => app.close())
beforeEach(() => app.pool.query('TRUNCATE rate_limits; DELETE FROM messages'))

const account = async (role: 'administrator' | 'coordinator' | 'viewer' = 'viewer', name = 'Ольга Соколова') => {
  const email = `${randomUUID()}@example.org`
  const { id } = await app.payload.create({ collection: 'users', data: { email, password: PASSWORD, name, role } })
  return { id: String(id), email }
}
const signIn = async (email: string, password = PASSWORD) => ({
  authorization: `JWT ${((await stranger.post('/users/login', { email, password })).body as { token: string }).token}`,
})
const signedIn = async (role?: Parameters<typeof account>[0]) => {
  const { id, email } = await account(role)
  const headers = await signIn(email)
  const change = (body: unknown, path = `/users/${id}`) => stranger.patch(path, body, headers)
  return { id, email, headers, change }
}
const fieldOf = (answer: Answer) =>
  (answer.body as { errors?: { data?: { errors?: { path: string }[] } }[] }).errors?.[0]?.data?.errors?.[0]?.path
const letters = async (): Promise<unknown[]> =>
  (await app.pool.query(`SELECT recipient_id AS to, payload FROM messages WHERE kind = 'accountChanged' ORDER BY id`))
    .rows
const stillIn = async (headers: Record<string, string>): Promise<boolean> =>
  (await stranger.get<{ user: unknown }>('/users/me', headers)).body.user !== null

describe('one’s own password', () => {
  test('takes the one there is; the other sessions end, and the person is told', async () => {
    const { id, email, headers, change } = await signedIn()
    const elsewhere = await signIn(email)
    for (const body of [
      { password: NEW },
      { password: NEW, currentPassword: '' },
      { password: NEW, currentPassword: NEW },
    ])
      expect([codeOf(await change(body)), fieldOf(await change(body))]).toEqual([
        'CURRENT_PASSWORD_REQUIRED',
        'currentPassword',
      ])
    expect((await change({ password: NEW, currentPassword: 12 })).status).toBe(400)
    expect([await stillIn(elsewhere), await letters()]).toEqual([true, []])
    expect((await change({ password: NEW, currentPassword: PASSWORD })).status).toBe(200)
    expect([await stillIn(headers), await stillIn(elsewhere)]).toEqual([true, false])
    expect(await letters()).toEqual([{ to: id, payload: { reason: 'password' } }])
    expect((await stranger.post('/users/login', { email, password: NEW })).status).toBe(200)
  })

  test('is asked for by the bulk edit as well, and by nothing that does not change how one signs in', async () => {
    const { id, change } = await signedIn('administrator')
    const path = `/users?where[id][equals]=${id}`
    expect((await change({ password: NEW }, path)).status).toBe(400)
    expect((await change({ name: 'Оля', password: '' })).status).toBe(200)
    expect((await change({ password: NEW, currentPassword: PASSWORD }, path)).status).toBe(200)
  })

  test('can’t be guessed through an open session', async () => {
    const { change } = await signedIn()
    const codes = []
    for (let attempt = 0; attempt < 9; attempt += 1)
      codes.push(codeOf(await change({ password: NEW, currentPassword: `wrong ${attempt}` })))
    expect(codes.slice(0, 8)).toEqual(Array(8).fill('CURRENT_PASSWORD_REQUIRED'))
    const last = await change({ password: NEW, currentPassword: PASSWORD })
    expect([codes[8], codeOf(last), Number(last.headers.get('retry-after')) > 0]).toEqual([
      'TOO_MANY_REQUESTS',
      'TOO_MANY_REQUESTS',
      true,
    ])
  })

  test('is not made of one’s own name or address', async () => {
    const { id, change } = await signedIn()
    const own = { password: 'Соколова Ольга 1987', currentPassword: PASSWORD }
    expect(codeOf(await change(own))).toBe('PASSWORD_TOO_WEAK')
    expect(codeOf(await admin.patch(`/users/${id}`, { password: own.password }))).toBe('PASSWORD_TOO_WEAK')
    expect(
      codeOf(
        await admin.post('/users', {
          ...own,
          currentPassword: undefined,
          email: 'o@example.org',
          name: 'Ольга Соколова',
          role: 'viewer',
        }),
      ),
    ).toBe('PASSWORD_TOO_WEAK')
    const { email, ...other } = await account()
    const token = await app.payload.forgotPassword({ collection: 'users', data: { email }, disableEmail: true })
    expect(codeOf(await stranger.post('/users/reset-password', { token, password: own.password }))).toBe(
      'PASSWORD_TOO_WEAK',
    )
    expect(other.id).not.toBe(id)
  })

  test('is nothing that an account of the provider can give itself', async () => {
    const { id, change } = await signedIn()
    await app.pool.query('UPDATE users SET hash = NULL, salt = NULL WHERE id = $1', [id])
    for (const currentPassword of [undefined, '', 'null', PASSWORD])
      expect(codeOf(await change({ password: NEW, currentPassword }))).toBe('CURRENT_PASSWORD_REQUIRED')
  })

  test('stored in the form of earlier versions counts as well', async () => {
    const { id, change } = await signedIn()
    const { pbkdf2Sync } = await import('node:crypto')
    const hash = pbkdf2Sync(PASSWORD, 'salt', 25_000, 512, 'sha256').toString('hex')
    await app.pool.query('UPDATE users SET hash = $2, salt = $3 WHERE id = $1', [id, hash, 'salt'])
    expect((await change({ password: NEW, currentPassword: PASSWORD })).status).toBe(200)
  })
})

describe('an e-mail', () => {
  test('of one’s own takes the password, and the address there was is told', async () => {
    const { id, email, change } = await signedIn('administrator')
    const next = `new-${email}`
    expect(codeOf(await change({ email: next }))).toBe('CURRENT_PASSWORD_REQUIRED')
    expect((await change({ email: email.toUpperCase(), name: 'Оля' })).status).toBe(200)
    expect((await change({ email: next, currentPassword: PASSWORD })).status).toBe(200)
    expect(await letters()).toEqual([{ to: id, payload: { reason: 'email', email } }])
  })
})

describe('what an administrator sets for somebody else', () => {
  test('is in the log and in a letter to them, at the address they had', async () => {
    const { id, email } = await account()
    expect((await admin.patch(`/users/${id}`, { password: NEW, email: `new-${email}` })).status).toBe(200)
    const { rows } = await app.pool.query(
      `SELECT action, actor_id AS by, changes->'password' AS password FROM audit_log
        WHERE subject_id = $1 AND action = 'user.changed'`,
      [id],
    )
    expect(rows).toEqual([{ action: 'user.changed', by: admin.id, password: true }])
    const sent: [string, Mail][] = []
    await createSender(app.payload, {
      telegram: null,
      mail: async (to, mail) => (sent.push([to, mail]), { kind: 'sent' }),
      volunteersChat: null,
      panel: 'https://pristan.example.org',
      now: () => new Date(),
      wait: async () => undefined,
      stopping: () => false,
      report: (error) => {
        throw error
      },
    }).round()
    expect(sent.map(([to, { subject }]) => `${to} ${subject}`).sort()).toEqual(
      [
        `${email} У вашей учётной записи другой адрес почты`,
        `new-${email} Администратор задал вам новый пароль`,
      ].sort(),
    )
    expect(sent[0]?.[1].text).toMatch(/Если это были не вы[\s\S]*https:\/\/pristan\.example\.org\/admin\/forgot/)
  })
})

test('a link sets a password and signs nobody in', async () => {
  const { id, email } = await account()
  await signIn(email)
  const token = await app.payload.forgotPassword({ collection: 'users', data: { email }, disableEmail: true })
  const answer = await stranger.post('/users/reset-password', { token, password: NEW })
  expect([answer.status, answer.headers.get('set-cookie'), Object.keys(answer.body)]).toEqual([200, null, ['message']])
  const left = await app.pool.query('SELECT id FROM users_sessions WHERE _parent_id = $1', [id])
  expect([left.rows, await letters()]).toEqual([[], [{ to: id, payload: { reason: 'passwordByLink' } }]])
})
