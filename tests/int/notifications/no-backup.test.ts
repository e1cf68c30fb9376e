import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { env, setEnvironment } from '@/config/env'
import { backup } from '@/jobs/backup'
import { warnOfBackups } from '@/jobs/messages'
import { mailSender } from '@/notifications/deliver/mail'
import { createSender } from '@/operations/messages/sender'
import { startApp, type App } from '../../helpers/app'

let app: App
let smtp: SMTPServer
const received: Email[] = []
let now = new Date()

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
  await app.pool.query(`DELETE FROM messages`)
  await app.pool.query(`DELETE FROM payload_kv WHERE key LIKE 'backup%'`)
  await app.pool.query(`UPDATE payload_migrations SET created_at = '2026-12-01T00:00:00Z'`)
})

const at = async (text: string, ...work: ('warn' | 'backup' | 'send')[]): Promise<void> => {
  now = new Date(text)
  app.setNow(now)
  for (const one of work) {
    if (one === 'warn') await warnOfBackups.run(app.payload, now)
    if (one === 'backup') await backup.run(app.payload, now)
    if (one === 'send') await sender().round()
  }
}
const sender = () =>
  createSender(app.payload, {
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
  })
const subjects = () => received.map(({ subject, to }) => `${to?.[0]?.address}: ${subject}`)

test(
  'a backup that fails is a letter to the administrators, once a day, and none after a good one',
  { timeout: 60_000 },
  async () => {
    await at('2026-12-01T23:30:00Z', 'backup', 'warn', 'send')
    expect(subjects()).toEqual([])
    const folder = env().backup.dir
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(path.dirname(folder), { recursive: true })
    writeFileSync(folder, 'a file where the folder should be')
    await expect(at('2026-12-02T23:30:00Z', 'backup')).rejects.toThrow()
    await at('2026-12-02T23:40:00Z', 'warn', 'warn', 'send')
    await at('2026-12-03T05:40:00Z', 'warn', 'send')
    expect(subjects()).toEqual(['administrator@example.org: Резервная копия не сделана'])
    expect(received[0]?.text).toContain('Последняя проверенная копия: 02.12.2026 02:30 по Москве.')
    await at('2026-12-03T23:40:00Z', 'warn', 'send')
    expect(subjects()).toHaveLength(2)
    rmSync(folder)
    await at('2026-12-04T00:10:00Z', 'backup', 'warn', 'send')
    expect(subjects()).toHaveLength(2)
  },
)

test(
  '26 hours without any attempt are a letter, too; one that was made before it was sent makes it needless',
  { timeout: 60_000 },
  async () => {
    await at('2026-12-02T01:59:00Z', 'warn', 'send')
    expect(subjects()).toEqual([])
    await at('2026-12-02T02:01:00Z', 'warn', 'send')
    expect(subjects()).toEqual(['administrator@example.org: Давно нет резервной копии'])
    expect(received[0]?.text).toContain('Ни одной проверенной копии пока нет.')
    await at('2026-12-03T03:00:00Z', 'warn', 'backup', 'send')
    expect(subjects()).toHaveLength(1)
    expect((await app.pool.query(`SELECT status, last_error FROM messages ORDER BY created_at`)).rows).toEqual([
      { status: 'sent', last_error: null },
      { status: 'skipped', last_error: 'nothingLeft' },
    ])
  },
)
