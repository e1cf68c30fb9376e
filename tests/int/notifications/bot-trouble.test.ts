import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { warnOfBot } from '@/jobs/messages'
import { mailSender } from '@/notifications/deliver/mail'
import { createSender } from '@/operations/messages/sender'
import { startApp, type App } from '../../helpers/app'

let app: App
let smtp: SMTPServer
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
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
  setEnvironment({
    SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    MAIL_FROM: 'Пристань <help@example.org>',
    TELEGRAM_BOT_TOKEN: '5:token',
  })
  app = await startApp()
  await app.as('administrator')
  await app.as('coordinator')
})
afterAll(async () => {
  await app.close()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})
beforeEach(async () => {
  received.length = 0
  await app.pool.query('DELETE FROM messages')
  await app.pool.query('DELETE FROM bot_watch')
})

/** Runs the job at this time, then sends what is due. */
const at = async (text: string): Promise<void> => {
  const now = new Date(text)
  app.setNow(now)
  await warnOfBot.run(app.payload, now)
  await createSender(app.payload, {
    telegram: null,
    mail: mailSender((letter) => app.payload.sendEmail(letter)),
    volunteersChat: null,
    panel: 'https://pristan.example.org',
    now: () => now,
    wait: async () => undefined,
    stopping: () => false,
    report: (error) => {
      throw error
    },
  }).round()
}
const subjects = () => received.map(({ subject, to }) => `${to?.[0]?.address}: ${subject}`)
const is = (facts: Record<string, string>): Promise<unknown> =>
  app.pool.query(
    `INSERT INTO bot_watch SELECT * FROM jsonb_populate_record(NULL::bot_watch, $1) ON CONFLICT (id) DO UPDATE
      SET heard_at = EXCLUDED.heard_at, failure = EXCLUDED.failure, failure_since = EXCLUDED.failure_since,
          chat = EXCLUDED.chat, chat_since = EXCLUDED.chat_since`,
    [{ id: 1, watched_since: '2026-12-01T00:00:00Z', ...facts }],
  )

test('a bot that never came is a letter to the administrators after two minutes, again after a day, then weekly', async () => {
  await at('2026-12-01T09:00:00Z')
  await at('2026-12-01T09:01:50Z')
  expect(subjects()).toEqual([])
  await at('2026-12-01T09:02:10Z')
  await at('2026-12-01T15:00:00Z')
  expect(subjects()).toEqual(['administrator@example.org: Бот ничего не получает от Telegram'])
  expect(received[0]?.text).toMatch(/С 01\.12\.2026 12:00 по Москве\.[\s\S]*https:\/\/pristan\.example\.org\/admin/)
  expect(received[0]?.text).toContain('следующее письмо об этом придёт через день, потом раз в неделю')
  expect(received[0]?.text).toContain('TELEGRAM_BOT_TOKEN')
  const days: string[] = []
  for (let day = 2; day <= 31; day += 1) {
    const before = received.length
    await at(`2026-12-${String(day).padStart(2, '0')}T09:03:00Z`)
    if (received.length > before) days.push(String(day))
  }
  expect(days).toEqual(['2', '9', '16', '23', '30'])
})

test('another time without the bot is told at once, whatever was told of the one before', async () => {
  await is({ failure: 'token', failure_since: '2026-12-01T09:00:00Z' })
  for (const day of ['01', '02', '03', '04']) await at(`2026-12-${day}T09:00:30Z`)
  expect(subjects()).toHaveLength(2)
  await is({ failure: 'token', failure_since: '2026-12-05T09:00:00Z' })
  await at('2026-12-05T09:00:10Z')
  expect(subjects()).toHaveLength(3)
})

test('a revoked token and a lost chat are a letter each; a second instance only if it stays', async () => {
  const heard = { heard_at: '2026-12-01T08:59:50Z' }
  await is({ ...heard, failure: 'conflict', failure_since: '2026-12-01T08:59:55Z' })
  await at('2026-12-01T09:00:00Z')
  expect(subjects()).toEqual([])
  await at('2026-12-01T09:02:00Z')
  await is({ heard_at: '2026-12-01T09:02:30Z' })
  await at('2026-12-01T09:03:00Z')
  await is({
    failure: 'token',
    failure_since: '2026-12-01T09:04:00Z',
    chat: 'chatRemoved',
    chat_since: '2026-12-01T09:04:00Z',
  })
  await at('2026-12-01T09:04:00Z')
  expect(subjects().sort()).toEqual([
    'administrator@example.org: Telegram не принимает токен бота',
    'administrator@example.org: Бота больше нет в чате волонтёров',
    'administrator@example.org: Сообщения бота получает кто-то ещё',
  ])
})

test('what is over before the letter is sent is no letter', async () => {
  await is({ failure: 'token', failure_since: '2026-12-01T09:00:00Z' })
  await warnOfBot.run(app.payload, new Date('2026-12-01T09:00:10Z'))
  await is({ heard_at: '2026-12-01T09:00:20Z' })
  await at('2026-12-01T09:00:30Z')
  expect(subjects()).toEqual([])
  expect((await app.pool.query('SELECT status, last_error FROM messages')).rows).toEqual([
    { status: 'skipped', last_error: 'nothingLeft' },
  ])
})
