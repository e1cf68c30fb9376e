import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { dailySummary, reportFailures } from '@/jobs/messages'
import { mailSender } from '@/notifications/deliver/mail'
import { createSender, type Sender } from '@/operations/messages/sender'
import { eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { makeVisitor } from '../../factories/schedule'
import { startApp, type App } from '../../helpers/app'

let app: App
let smtp: SMTPServer
let port = 0
let refusal: number | null = null
let sender: Sender
let time = 0
const received: Email[] = []

const listen = (): Promise<void> => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(refusal === null ? null : Object.assign(new Error('no'), { responseCode: refusal })),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => void PostalMime.parse(Buffer.concat(chunks)).then((mail) => (received.push(mail), done())))
    },
  })
  return new Promise((resolve) =>
    smtp.listen(port, '127.0.0.1', () => resolve(void (port = (smtp.server.address() as AddressInfo).port))),
  )
}
const away = (): Promise<void> => new Promise((resolve) => smtp.close(() => resolve()))

const at = (text: string): void => {
  time = Date.parse(text)
  app.setNow(text)
}

beforeAll(async () => {
  await listen()
  setEnvironment({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Пристань <help@example.org>' })
  app = await startApp({ now: '2026-11-30T09:00:00Z' })
  const events = await eventMaker(app)
  const { id } = await events.create({
    capacity: 5,
    services: [{ service: events.service, startTime: '10:00', endTime: '12:00', capacity: 2 }],
    title: 'Стирка <днём>',
  })
  const [first] = await occurrencesOf(app, id)
  const people = [
    await putOn(app, await makeVisitor(app.pool, { lastName: 'Тайнов' }), first?.id ?? ''),
    await putOn(app, await makeVisitor(app.pool), first?.id ?? ''),
  ]
  at('2026-12-01T12:00:00Z')
  await events.admin.post('/participants/status', { ids: people.slice(0, 1), status: 'attended' })
})
afterAll(async () => {
  await app.close()
  await away()
})
beforeEach(async () => {
  received.length = 0
  refusal = null
  await app.pool.query('DELETE FROM messages')
  at('2026-12-02T04:00:30Z')
  sender = createSender(app.payload, {
    telegram: null,
    mail: mailSender((letter) => app.payload.sendEmail(letter)),
    volunteersChat: null,
    panel: 'https://pristan.example.org',
    now: () => new Date(time),
    wait: async (ms) => void (time += ms),
    stopping: () => false,
    report: (error) => {
      throw error
    },
  })
})

const work = async (seconds = 60): Promise<void> => {
  for (const end = time + seconds * 1000; time < end;) if ((await sender.round()) === 0) time += 1000
}
const states = async () =>
  (
    await app.pool.query<{ status: string; attempts: number; error: string | null }>(
      'SELECT status, attempts, last_error AS error FROM messages ORDER BY created_at, kind',
    )
  ).rows

test('the summary of yesterday says in numbers what was and who came, in Russian, as text and as HTML', async () => {
  await dailySummary.run(app.payload, new Date(time))
  await dailySummary.run(app.payload, new Date(time))
  await work()
  expect(received).toHaveLength(1)
  const [mail] = received
  expect(mail).toMatchObject({
    subject: 'Итоги дня: вт, 1 декабря',
    from: { name: 'Пристань', address: 'help@example.org' },
    to: [{ address: 'administrator@example.org' }],
  })
  expect(mail?.text).toContain('Прошло 1 мероприятие. Пришли: 1, не пришли: 0, не отмечены: 1.')
  expect(mail?.text).toContain('- 10:00 Стирка: записано 2 из 2, пришли 1, не пришли 0, не отмечены 1')
  expect(mail?.html).toContain('>Цветной бульвар</h2>')
  expect(mail?.html).toContain('href="https://pristan.example.org/admin"')
  expect(`${mail?.text}${mail?.html}`).not.toMatch(/Тайнов|Иванов/)
})

test('a night that ends after the letter is not counted as unmarked yet', async () => {
  const events = await eventMaker(app)
  const { id } = await events.create({
    type: 'oneOff',
    rrule: undefined,
    startTime: '22:00',
    endTime: '08:00',
    endsNextDay: true,
    services: [{ service: events.shower, startTime: '22:00', endTime: '08:00', capacity: 9 }],
  })
  const [night] = await occurrencesOf(app, id)
  await putOn(app, await makeVisitor(app.pool), night?.id ?? '')
  await dailySummary.run(app.payload, new Date(time))
  await work()
  const text = received[0]?.text ?? ''
  expect(text).toContain('Прошло 1 мероприятие. Пришли: 1, не пришли: 0, не отмечены: 1.')
  expect(text).toContain('22:00 Душ (ещё идёт): записано 1 из 9, пришли 0, не пришли 0, не отмечены —')
  await events.admin.delete(`/events/${id}?confirm=true`)
  await app.pool.query('DELETE FROM occurrences WHERE event_id = $1', [id]).catch(() => undefined)
})

test('failures are reported once in six hours, however many there are', async () => {
  const fail = () =>
    app.pool.query(
      `INSERT INTO messages (kind, recipient_kind, recipient_id, payload, status, last_error, created_at, updated_at)
        SELECT 'reminder', 'volunteers', 'x', '{}', 'failed', 'fault', $1, $1 FROM generate_series(1, 21)`,
      [new Date(time)],
    )
  await fail()
  await reportFailures.run(app.payload, new Date(time + 1000))
  await work(5)
  await fail()
  await reportFailures.run(app.payload, new Date(time + 3_600_000))
  await work(5)
  expect(received.map(({ subject }) => subject)).toEqual(['Не отправлено: 21 сообщение'])
  expect(received[0]?.text).toContain('- Напоминание: 21 (Ошибка программы)')
})

test('an outage of the mail server costs no attempt; afterwards the letter arrives once', async () => {
  await dailySummary.run(app.payload, new Date(time))
  await away()
  await work(900)
  const during = await states()
  await listen()
  await work(180)
  expect(during).toEqual([{ status: 'pending', attempts: 0, error: 'unreachable' }])
  expect(received).toHaveLength(1)
  expect(await states()).toMatchObject([{ status: 'sent', attempts: 1 }])
})

test('a refusal for now is asked again, a refusal for good is not, and neither repeats an address', async () => {
  await dailySummary.run(app.payload, new Date(time))
  refusal = 451
  await work(30)
  expect(await states()).toEqual([{ status: 'pending', attempts: 1, error: 'SMTP 451' }])
  refusal = 550
  await work(120)
  expect(await states()).toEqual([{ status: 'failed', attempts: 2, error: 'SMTP 550' }])
  expect(received).toEqual([])
})
