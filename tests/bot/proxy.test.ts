import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { startLocalBotApi, type LocalBotApi } from '@/bot/local-api/server'
import { telegramClient } from '@/notifications/telegram/client'
import { downloadFile } from '@/notifications/telegram/download'
import { startTlsProxy, type TlsProxy } from '../helpers/tlsProxy'
import { checkAgainst } from './checker/check'

let api: LocalBotApi
let tls: TlsProxy
let proxy: http.Server
const open = new Set<net.Socket>()
const asked: { to: string | undefined; authorization: string | undefined }[] = []

/** What stands between an organisation's network and the world: it connects, and sees nothing of what is said. */
const startForwardProxy = async (): Promise<http.Server> => {
  const server = http.createServer().on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
    asked.push({ to: request.url, authorization: request.headers['proxy-authorization'] })
    const onward = net.connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [onward, socket]) {
      open.add(end)
      end.on('error', () => [onward, socket].forEach((one) => one.destroy()))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const stopProxy = (): Promise<void> => {
  for (const socket of open) socket.destroy()
  return new Promise((resolve) => void proxy.close(() => resolve()))
}

beforeAll(async () => {
  // The certificate of the test is nobody's.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  api = await startLocalBotApi({ now: () => new Date('2026-12-01T09:00:00Z'), check: checkAgainst(inject('botApi')) })
  tls = await startTlsProxy()
  tls.forwardTo(Number(new URL(api.url).port))
  proxy = await startForwardProxy()
})
afterAll(async () => {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
  await stopProxy()
  await tls.close()
  await api.stop()
})

it('with HTTPS_PROXY nothing goes to Telegram past the proxy: neither what is said nor a photo', async () => {
  const through = `http://bot:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const telegram = telegramClient({ token: api.token, apiRoot: tls.url, proxy: through })
  const anna = api.person({ id: 7, first_name: 'Анна' })
  await telegram.sendMessage(anna.id, 'Завтра в десять')
  expect(anna.messages().map(({ text }) => text)).toEqual(['Завтра в десять'])
  const host = new URL(tls.url).host
  expect(asked).toEqual([{ to: host, authorization: `Basic ${Buffer.from('bot:secret').toString('base64')}` }])

  await telegram.sendPhoto(anna.id, { source: Buffer.from('a picture') })
  const fileId = anna.messages().at(-1)?.attachment?.fileId ?? ''
  const got = await downloadFile(telegram, fileId, { proxy: through })
  expect(got).toEqual({ kind: 'bytes', bytes: Buffer.from('a picture') })
  expect(asked.every(({ to }) => to === host)).toBe(true)
  expect(asked.length).toBeGreaterThan(1)

  await stopProxy()
  await expect(telegramClient({ token: api.token, apiRoot: tls.url, proxy: through }).getMe()).rejects.toThrow()
})
