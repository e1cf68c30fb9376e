import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Telegram } from 'telegraf'
import type { Update } from 'telegraf/types'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startApi } from './harness'

type Got = { update: Update; secret: unknown }

const URL_OF_HOOK = 'https://pristan.example.org/api/telegram/webhook'
let got: Got[]
let answer: (update: Update) => number
let close: () => Promise<void>
let api: Awaited<ReturnType<typeof startApi>>['api']
let telegram: Telegram

const read = async (request: IncomingMessage): Promise<Update> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Update
}

beforeEach(async () => {
  got = []
  answer = () => 200
  const server = createServer((request, response) => {
    void read(request).then((update) => {
      const status = answer(update)
      if (status === 200) got.push({ update, secret: request.headers['x-telegram-bot-api-secret-token'] })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const started = await startApi({
    hosts: { 'https://pristan.example.org': `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
  })
  api = started.api
  telegram = new Telegram(api.token, { apiRoot: api.url })
  close = async () => {
    await api.stop()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
})
afterEach(() => close())

it('updates go to the webhook with its secret, and polling is refused', async () => {
  await telegram.setWebhook(URL_OF_HOOK, { secret_token: 'abc' })
  const anna = api.person({ id: 1, first_name: 'Анна' })
  const update = anna.says('раз')
  await expect.poll(() => got).toEqual([{ update, secret: 'abc' }])
  await expect(telegram.getUpdates(0, 10, 0, undefined)).rejects.toThrow('409')
  expect(await telegram.getWebhookInfo()).toMatchObject({ url: URL_OF_HOOK, pending_update_count: 0 })
})

it('a webhook has to be https', async () => {
  await expect(telegram.setWebhook('http://pristan.example.org/hook')).rejects.toThrow('HTTPS URL must be provided')
})

it('what was not answered with 200 comes again, and holds only what its own chat says later', async () => {
  const [anna, boris] = [api.person({ id: 1, first_name: 'Анна' }), api.person({ id: 2, first_name: 'Борис' })]
  let refusals = 3
  answer = (update) =>
    'message' in update && 'text' in update.message && update.message.text === 'раз' && refusals-- > 0 ? 500 : 200
  await telegram.setWebhook(URL_OF_HOOK)
  const said = [anna.says('раз'), anna.says('два'), boris.says('три')]
  await expect.poll(() => got.length).toBe(3)
  const order = got.map(({ update }) => update.update_id)
  expect(order.indexOf(said[0]?.update_id ?? 0)).toBeLessThan(order.indexOf(said[1]?.update_id ?? 0))
  expect(order[0]).toBe(said[2]?.update_id)
})

it('an outage keeps what people say and delivers it afterwards; repetitions come when told to', async () => {
  api.updates.delivery = { extra: () => 4 }
  await telegram.setWebhook(URL_OF_HOOK)
  const over = await api.outage('hanging')
  const update = api.person({ id: 1, first_name: 'Анна' }).says('раз')
  expect(got).toEqual([])
  await over()
  await expect.poll(() => got.length).toBe(5)
  expect(new Set(got.map((one) => one.update.update_id))).toEqual(new Set([update.update_id]))
})
