import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { startLocalBotApi } from '@/bot/local-api/server'
import { talk } from '@/bot/local-api/talk'
import { childEnvironment, env, setEnvironment } from '@/config/env'
import { tryAdvisoryLock } from '@/db/advisoryLock'
import { isUpdateHandled, updatesSoFar } from '@/db/chat-updates'
import { reading } from '@/db/sql'
import { deliverMessages } from '@/jobs/deliverMessages'
import { Failure } from '@/machine/failure'
import { openDatabase } from './database'
import { main, stopRequest } from './main'
import { end } from './managed'
import { loadPayload } from './payload'
import { prepareDatabase } from './preparation'
import { ensureSecret } from './secret'
import { logLine } from './terminal'

const VOLUNTEER = { id: 1_000_001, first_name: 'Вера', last_name: 'Новикова' }
const CHAT = -1_000_000_001
const LOOK_MS = 20
const CLOSE_MS = 2_500

const HELP = `
You are ${VOLUNTEER.first_name} ${VOLUNTEER.last_name}, an invented volunteer.
Nothing leaves this machine; what you book is stored.
A number presses that button, anything else is sent as a message (=2 sends “2”).
/photo FILE sends a picture, /quit leaves.
`

/** Made-up conversations must not mix with real data, and real people must not get messages. */
const refuseRealData = async (payload: Payload, url: string): Promise<number> => {
  const elsewhere = 'Give the chat a folder of its own: DATA_DIR=.data/chat npm run bot:chat'
  const lock = await tryAdvisoryLock(url, 'bot')
  if (!lock) throw new Failure(`A bot is already running on this database. ${elsewhere}`)
  await lock.release()
  const { last, real } = await updatesSoFar(reading(payload))
  if (real || (await payload.kv.get('demo')) === null)
    throw new Failure(`The chat is for the demo data, and this database has other data. ${elsewhere}`)
  return last
}

/** Starts `npm run bot` as a separate process that talks to the local Bot API. */
const startBot = (): { stop: () => Promise<void>; ended: Promise<never> } => {
  const child = fork(path.resolve('scripts/run.mjs'), [path.resolve('src/processes/bot.ts')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: childEnvironment({ PUBLIC_URL: undefined }),
    execArgv: [],
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-4_000)))
  const ended = new Promise<never>((_, reject) =>
    child.once('close', (code) => reject(new Failure(`The bot ended with ${code}. Its last words:\n${words}`))),
  )
  ended.catch(() => undefined) // the rejection matters only while something awaits it
  return { stop: () => end(child, CLOSE_MS), ended }
}

await main(async () => {
  const stop = new AbortController()
  void stopRequest().then(() => stop.abort())
  ensureSecret()
  const database = await openDatabase('npm run bot:chat', (line) => logLine('database', line))
  try {
    logLine('database', `${database.description}, ${env().dataDir}`)
    await prepareDatabase(database.url, logLine)
    const payload = await loadPayload({ quiet: true })
    const last = await refuseRealData(payload, database.url)
    const api = await startLocalBotApi({ firstUpdate: last + 1 })
    const vera = api.person(VOLUNTEER)
    api.group(CHAT, 'Волонтёры').put(vera, 'member')
    setEnvironment({
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.url,
      VOLUNTEERS_CHAT_ID: String(CHAT),
      DATABASE_URL: database.url,
      SEED: env().seed,
    })
    const bot = startBot()
    const sending = deliverMessages(payload, { stop: stop.signal, log: () => undefined })
    const handled = async (updateId: number): Promise<void> => {
      while (!stop.signal.aborted && !(await isUpdateHandled(reading(payload), updateId))) await sleep(LOOK_MS)
    }
    try {
      console.log(HELP)
      await talk({
        person: vera,
        messages: () => api.chats.known(vera.id).messages,
        handled: (id) => Promise.race([handled(id), bot.ended]),
        stop: stop.signal,
      })
    } finally {
      stop.abort()
      await Promise.all([bot.stop(), sending])
      await api.stop()
    }
  } finally {
    await database.close(CLOSE_MS)
  }
})
