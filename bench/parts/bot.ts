import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import path from 'node:path'
import type { Update } from 'telegraf/types'
import { startLocalBotApi, type LocalBotApi } from '@/bot/local-api/server'
import { childEnvironment, setEnvironment } from '@/config/env'
import { end } from '@/processes/managed'
import { median, milliseconds, rate } from '../measure'
import type { Line } from '../report'
import { startServer } from '../server'
import type { World } from '../world'

const SECRET = 'bench-secret'
const CHAT = -1_001_000_000_009
const FIRST_PERSON = 6_100_000_000_000
const CLIENTS = 16

type Post = (update: unknown) => Promise<void>

/**
 * The cost of reliability: every update is stored before it is answered, and another process handles updates in order.
 */
export const botPart = async (world: World): Promise<Line[]> => {
  const api = await startLocalBotApi()
  const group = api.group(CHAT, 'Волонтёры')
  const people = Array.from({ length: 40 }, (_, index) => api.person({ id: FIRST_PERSON + index, first_name: 'Анна' }))
  for (const person of people) group.put(person, 'member')
  setEnvironment({
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    VOLUNTEERS_CHAT_ID: String(CHAT),
  })

  const bare = await startBare(api)
  const server = await startServer(world)
  const ours: Post = async (update) => {
    const { status, text } = await server.post('/api/telegram/webhook', update, {
      authorization: '',
      'x-telegram-bot-api-secret-token': SECRET,
    })
    if (status !== 200) throw new Error(`The webhook answered ${status}: ${text.slice(0, 200)}`)
  }
  // Sends the update through the server without storing it, to measure the cost of the framework.
  const forged: Post = async (update) => {
    const { status } = await server.post('/api/telegram/webhook', update, {
      authorization: '',
      'x-telegram-bot-api-secret-token': 'forged',
    })
    if (status !== 401) throw new Error(`A forged webhook got ${status}`)
  }
  let bot: ChildProcess | undefined
  try {
    const count = world.small ? 400 : 2_000
    const stored = {
      bare: await storing(bare.post, count),
      refused: await storing(forged, count),
      ours: await storing(ours, count),
    }
    await world.pool.query('DELETE FROM telegram_updates')

    bot = fork(path.resolve('scripts/run.mjs'), ['src/processes/bot.ts'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: childEnvironment(),
      execArgv: [],
    })
    const times = world.small ? 40 : 150
    const taken = {
      bare: await answering(api, bare.post, times, 'Иванов'),
      ours: await answering(api, ours, times, 'Иванов'),
    }
    const [slow, fast] = [median(taken.ours), median(taken.bare)]
    return [
      {
        what: `webhook updates stored, ${CLIENTS} at a time, as a share of forged ones that the same server turns away`,
        ours: `${stored.ours.toFixed(0)}/s`,
        baseline: `${stored.refused.toFixed(0)}/s`,
        ratio: stored.ours / stored.refused,
      },
      {
        what:
          `webhook updates stored, ${CLIENTS} at a time, as a share of what a bare telegraf webhook takes and ` +
          'forgets',
        ours: `${stored.ours.toFixed(0)}/s`,
        baseline: `${stored.bare.toFixed(0)}/s`,
        ratio: stored.ours / stored.bare,
      },
      {
        what:
          'from the webhook to the answer of the bot, a visitor searched among all; the bare bot answers the same ' +
          'words to anything',
        ours: milliseconds(slow),
        baseline: milliseconds(fast),
        ratio: slow / fast,
      },
    ]
  } finally {
    if (bot) await end(bot, 8_000)
    await bare.stop()
    await server.stop()
    await api.stop()
    await world.pool.query('DELETE FROM telegram_updates')
  }
}

const startBare = async (api: LocalBotApi): Promise<{ post: Post; stop: () => Promise<void> }> => {
  const child = fork(
    path.resolve('scripts/run.mjs'),
    ['bench/contenders/bare-telegraf.ts', api.token, api.url, SECRET],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: childEnvironment(), execArgv: [] },
  )
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('exit', (code) => reject(new Error(`The bare bot ended with ${code}`)))
  })
  const post: Post = async (update) => {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET }
    const response = await fetch(`http://127.0.0.1:${port}/api/telegram/webhook`, {
      method: 'POST',
      headers,
      body: JSON.stringify(update),
    })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`The bare bot answered ${response.status}`)
  }
  return { post, stop: () => end(child, 2_000) }
}

let nextUpdate = 1

const said = (person: number, text: string): Update =>
  ({
    update_id: nextUpdate++,
    message: {
      message_id: nextUpdate,
      date: Math.floor(Date.now() / 1000),
      chat: { id: person, type: 'private', first_name: 'Анна' },
      from: { id: person, is_bot: false, first_name: 'Анна' },
      text,
    },
  }) as Update

const storing = async (post: Post, count: number): Promise<number> => {
  const updates = (length: number): Update[] =>
    Array.from({ length }, (_, index) => said(FIRST_PERSON + (index % 40), 'store'))
  await rate(updates(100), CLIENTS, post)
  return rate(updates(count), CLIENTS, post)
}

/** One request after another, measured from the request to the answer that Telegram gets. */
const answering = async (api: LocalBotApi, post: Post, count: number, text: string): Promise<number[]> => {
  const taken: number[] = []
  for (let turn = -10; turn < count; turn += 1) {
    const person = FIRST_PERSON + ((turn + 40) % 40)
    const before = api.calls.length
    const from = performance.now()
    await post(said(person, text))
    const answered = () =>
      api.calls
        .slice(before)
        .some(
          ({ method, params, answer }) =>
            /^(sendMessage|sendPhoto|editMessage)/.test(method) && Number(params.chat_id) === person && answer?.ok,
        )
    for (const deadline = from + 60_000; !answered(); await sleep(1))
      if (performance.now() > deadline) throw new Error('The bot did not answer')
    if (turn >= 0) taken.push(performance.now() - from)
  }
  return taken
}
