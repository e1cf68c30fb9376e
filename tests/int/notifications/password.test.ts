import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { startApp, type App, type Client } from '../../helpers/app'

const EMAIL = 'forgetful@example.org'
const OLD = 'correct horse battery staple'
const NEW = 'another long sentence'

let app: App
let smtp: SMTPServer
let stranger: Client
const received: Email[] = []

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => void PostalMime.parse(Buffer.concat(chunks)).then((mail) => (received.push(mail), done())))
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  setEnvironment({
    SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    MAIL_FROM: 'Пристань <help@example.org>',
    PUBLIC_URL: 'https://pristan.example.org',
  })
  app = await startApp()
  stranger = await app.as('anonymous')
  await (await app.as('administrator')).post('/users', { email: EMAIL, password: OLD, name: 'Ольга', role: 'viewer' })
})
afterAll(async () => {
  await app.close()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})
beforeEach(async () => {
  received.length = 0
  await app.pool.query('TRUNCATE rate_limits')
  // At most one such mail is sent in fifteen seconds.
  await app.pool.query('UPDATE users SET reset_password_requested_at = NULL')
})

const letterFor = async (headers: Record<string, string>): Promise<Email> => {
  expect((await stranger.post('/users/forgot-password', { email: EMAIL }, headers)).status).toBe(200)
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(1)
  const [letter] = received
  if (!letter) throw new Error('No letter')
  return letter
}
const linkIn = ({ html }: Email): URL => new URL(/href="([^"]+)"/.exec(html ?? '')?.[1] ?? '')
const signIn = async (password: string): Promise<number> =>
  (await stranger.post('/users/login', { email: EMAIL, password })).status

test('a letter in Russian brings a link that sets a new password, once', async () => {
  const letter = await letterFor({ 'accept-language': 'ru' })
  expect(letter).toMatchObject({
    subject: 'Новый пароль для входа',
    from: { name: 'Пристань', address: 'help@example.org' },
    to: [{ address: EMAIL }],
  })
  expect(letter.html).toContain('Задать новый пароль')
  expect(letter.html).not.toContain('Ольга')
  const link = linkIn(letter)
  expect([link.origin, link.pathname.split('/').slice(0, -1)]).toEqual([
    'https://pristan.example.org',
    ['', 'admin', 'reset'],
  ])

  const token = link.pathname.split('/').at(-1)
  expect((await stranger.post('/users/reset-password', { token, password: NEW })).status).toBe(200)
  expect([await signIn(NEW), await signIn(OLD)]).toEqual([200, 401])
  expect((await stranger.post('/users/reset-password', { token, password: OLD })).status).toBeGreaterThanOrEqual(400)
  expect(await signIn(NEW)).toBe(200)
})

test('the letter speaks the language of the panel that asked for it', async () => {
  const letter = await letterFor({ 'accept-language': 'ru', cookie: 'payload-lng=en' })
  expect(letter.subject).toBe('A new password')
  expect(letter.html).toContain('Set a new password')
  expect(letter.html).not.toMatch(/[а-яё]/i)
})

test('nobody is written to who has no account', async () => {
  expect((await stranger.post('/users/forgot-password', { email: 'nobody@example.org' })).status).toBe(200)
  await letterFor({})
  expect(received.map(({ to }) => to?.[0]?.address)).toEqual([EMAIL])
})
