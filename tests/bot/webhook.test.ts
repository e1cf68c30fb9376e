import { fork, type ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SECRET, startHarness, type Harness } from './harness'
import type { App } from '../helpers/app'
import { compiledEntry } from '../helpers/compiledEntry'
import { endProcess } from '../helpers/leftBehind'
import { countStatements } from '../helpers/statements'

let harness: Harness & { app: App }

beforeAll(async () => {
  harness = await startHarness({ now: '2026-12-01T09:00:00Z' })
})
afterAll(() => harness.close())
beforeEach(async () => void (await harness.pool.query('DELETE FROM telegram_updates')))

const HEADER = 'x-telegram-bot-api-secret-token'
const message = (updateId: number, chat = 5, text = 'Иванов') => ({
  update_id: updateId,
  message: {
    message_id: updateId % 1000,
    date: 1_796_115_600,
    chat: { id: chat, type: 'private', first_name: 'Анна' },
    from: { id: chat, is_bot: false, first_name: 'Анна' },
    text,
  },
})
const stored = async (): Promise<string[]> =>
  (await harness.pool.query<{ id: string }>('SELECT update_id AS id FROM telegram_updates ORDER BY 1')).rows.map(
    ({ id }) => String(id),
  )
const post = (
  body: string,
  headers: Record<string, string> = { [HEADER]: SECRET },
  origin = harness.app.url.replace(/\/api$/, ''),
) =>
  fetch(`${origin}/api/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

describe('a webhook that Telegram did not call', () => {
  const forged: [string, Record<string, string>][] = [
    ['without a secret', {}],
    ['with another secret', { [HEADER]: 'somebody-elses' }],
    ['with a beginning of the secret', { [HEADER]: SECRET.slice(0, -1) }],
    ['with more than the secret', { [HEADER]: `${SECRET}x` }],
    ['with an empty secret', { [HEADER]: '' }],
    ['with the secret of the wrong kind', { authorization: `Bearer ${SECRET}` }],
  ]
  it.each(forged)('%s gets 401, and nothing is stored', async (_, headers) => {
    const answer = await post(JSON.stringify(message(101)), headers)
    expect({ status: answer.status, stored: await stored() }).toEqual({ status: 401, stored: [] })
  })

  it('and with garbage is refused, and nothing is stored', async () => {
    const answer = await post('{"update_id":', {})
    expect({ refused: [400, 401].includes(answer.status), stored: await stored() }).toEqual({
      refused: true,
      stored: [],
    })
  })
})

describe('a webhook with the right secret', () => {
  it('is stored and answered with 200', async () => {
    const answer = await post(JSON.stringify(message(102)))
    expect({ status: answer.status, stored: await stored() }).toEqual({ status: 200, stored: ['102'] })
  })

  const garbage: [string, string][] = [
    ['no JSON', '{"update_id":'],
    ['a list', '[]'],
    ['no update', '{"ok":true}'],
    ['an id that is a word', '{"update_id":"one","message":{}}'],
    ['an id that is a fraction', '{"update_id":1.5}'],
    ['an empty body', ''],
  ]
  it.each(garbage)('and %s gets 400, and nothing is stored', async (_, body) => {
    const answer = await post(body)
    expect({ status: answer.status, stored: await stored() }).toEqual({ status: 400, stored: [] })
  })

  it('and a body of many megabytes gets 413, and nothing is stored', async () => {
    const answer = await post(JSON.stringify(message(103, 5, 'я'.repeat(3_000_000)))).then(
      ({ status }) => status,
      () => 413,
    )
    expect({ answer, stored: await stored() }).toEqual({ answer: 413, stored: [] })
  })

  it('five times at once stores one update, each answered with 200', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(JSON.stringify(message(104)))))
    expect({ answers: answers.map(({ status }) => status), stored: await stored() }).toEqual({
      answers: [200, 200, 200, 200, 200],
      stored: ['104'],
    })
  })

  it('costs one statement, the first time and again', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { texts, result } = await countStatements(harness.app.payload, () => post(JSON.stringify(message(106))))
      expect({ status: result.status, texts }).toEqual({
        status: 200,
        texts: [expect.stringContaining('INSERT INTO telegram_updates')],
      })
    }
  })

  it('of a kind we know nothing of is stored all the same, so that Telegram stops repeating it', async () => {
    const answer = await post('{"update_id":105,"something_of_tomorrow":{"a":1}}')
    expect({ status: answer.status, stored: await stored() }).toEqual({ status: 200, stored: ['105'] })
  })
})

describe('several web processes', () => {
  const children: ChildProcess[] = []
  const origins: string[] = []

  beforeAll(async () => {
    const { PATH = '', HOME = '' } = process.env
    const env = {
      PATH,
      HOME,
      NODE_ENV: 'production',
      DATABASE_URL: harness.databaseUrl,
      DATA_DIR: harness.app.dataDir,
      PAYLOAD_SECRET: 'a secret for the tests alone',
      TELEGRAM_BOT_TOKEN: harness.api.token,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    } as const
    for (let count = 0; count < 2; count += 1) {
      const child = fork('scripts/run.mjs', [compiledEntry('tests/bot/web-child.ts')], {
        env,
        execArgv: [],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      children.push(child)
      child.once('exit', endProcess(child))
      origins.push(
        await new Promise<string>((resolve, reject) => {
          child.once('message', ({ origin }: { origin: string }) => resolve(origin))
          child.once('exit', (code) => reject(new Error(`It ended with ${code}`)))
        }),
      )
    }
  })
  afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

  it('given the same forty updates in other orders store each once', async () => {
    const updates = Array.from({ length: 40 }, (_, index) => message(200 + index, 5 + (index % 4)))
    const all = [...origins, harness.app.url.replace(/\/api$/, '')]
    const answers = await Promise.all(
      all.flatMap((origin, turn) =>
        updates.map((_, index) => post(JSON.stringify(updates[(index * 7 + turn * 13) % 40]), undefined, origin)),
      ),
    )
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([200])
    expect(await stored()).toEqual(updates.map(({ update_id }) => String(update_id)))
  })
})
