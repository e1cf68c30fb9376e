import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Update } from 'telegraf/types'
import { afterEach, expect, inject } from 'vitest'
import { buttonsOf, describe as inWords, type Person } from '@/bot/local-api/person'
import { startLocalBotApi, type Group, type LocalBotApi } from '@/bot/local-api/server'
import type { Shown, Status } from '@/bot/local-api/chats'
import { env, setEnvironment } from '@/config/env'
import { startApp, type App } from '../helpers/app'
import { createDatabase } from '../helpers/database'
import { lastWords, startBotProcess, type BotProcess } from './bot-process'
import { checkAgainst } from './checker/check'

export const CHAT = -1_001_000_000_001
export const SECRET = 'webhook-secret_of-the-test'
const PATIENCE_MS = 30_000

export type Screen = { text: string; buttons: string[][]; photo: boolean }
type Who = { id: number; name?: string; member?: boolean | Status }

export type Tester = {
  id: number
  /** Each of these waits until the bot is done with it. */
  says: (text: string) => Promise<void>
  taps: (label: string | RegExp) => Promise<void>
  sendsPhoto: (bytes: Buffer, caption?: string) => Promise<void>
  sendsDocument: (bytes: Buffer, name: string) => Promise<void>
  rewrites: (id: number, text: string) => Promise<void>
  /** A button as it was on a message of before, also one of somebody else's. */
  presses: (button: { callback_data?: string; text?: string }, on: Shown) => Promise<void>
  /** The newest message of the bot: its words and its buttons. */
  screen: () => Screen
  /** The little text that answered the last tap. */
  answer: () => string | null
  /** Every message of the bot that can be seen, oldest first. */
  messages: () => string[]
  /** Those with buttons: more than one is a wall of old menus. */
  menus: () => number
  /** Taps and messages so far. */
  deeds: () => number
  /** The chat in words, for an error. */
  chat: () => string
  telegram: Person
}

export type Harness = {
  api: LocalBotApi
  group: Group
  pool: Pool
  databaseUrl: string
  person: (who: Who) => Tester
  /** Waits until the bot is done with these updates. */
  handled: (...updates: Update[]) => Promise<void>
  /** Waits until nothing is on its way: Telegram has delivered all, and the bot has handled it. */
  settled: (patienceMs?: number) => Promise<void>
  waitFor: (what: string, condition: () => Promise<boolean> | boolean, patienceMs?: number) => Promise<void>
  close: () => Promise<void>
}

/** Runs the bot of a test on what it is given; answers how to stop it. */
export type RunBot = (given: { app: App; api: LocalBotApi; chat: number }) => Promise<() => Promise<void>>

const watched = new Set<LocalBotApi>()

// A call that the Bot API does not know fails the test that made it.
afterEach(() => {
  for (const api of watched) expect(api.violations.splice(0)).toEqual([])
})

export const startApi = async (
  options: Parameters<typeof startLocalBotApi>[0] = {},
): Promise<{ api: LocalBotApi; group: Group }> => {
  const api = await startLocalBotApi({ check: checkAgainst(inject('botApi')), ...options })
  watched.add(api)
  return { api, group: api.group(CHAT, 'Волонтёры') }
}

/** The product and its REST API in this process, the local Bot API, and the bot as `run` starts it. */
export const startHarness = async ({
  now,
  run,
  environment = {},
  limits = false,
}: { now?: Date | string; run?: RunBot; environment?: Record<string, string>; limits?: boolean } = {}): Promise<
  Harness & { app: App; stopBot: () => Promise<void>; startBot: () => Promise<void> }
> => {
  const { api, group } = await startApi({ limits })
  setEnvironment({
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    VOLUNTEERS_CHAT_ID: String(CHAT),
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    ...environment,
  })
  const app = await startApp({ now })
  let stop: (() => Promise<void>) | null = null
  const startBot = async (): Promise<void> => void (stop = (await run?.({ app, api, chat: CHAT })) ?? null)
  const stopBot = async (): Promise<void> => {
    await stop?.()
    stop = null
  }
  await startBot()
  const base = harnessOn({ api, group, pool: app.pool, databaseUrl: env().databaseUrl ?? '' })
  return {
    ...base,
    app,
    startBot,
    stopBot,
    close: async () => {
      await stopBot()
      await api.stop()
      await app.close()
    },
  }
}

/** The bot as a process of its own on a database of its own: to be killed, and started again. */
export const startProcessHarness = async ({ environment = {} }: { environment?: Record<string, string> } = {}): Promise<
  Harness & { bot: () => BotProcess; start: () => BotProcess; putForward: (milliseconds: number) => void }
> => {
  let ahead = 0
  const { api, group } = await startApi({ now: () => new Date(Date.now() + ahead) })
  const database = await createDatabase()
  let bot: BotProcess | null = null
  const start = (): BotProcess =>
    (bot = startBotProcess({ api, databaseUrl: database.url, chat: CHAT, ahead, environment }))
  return {
    ...harnessOn({ api, group, pool: database.pool, databaseUrl: database.url }),
    start,
    bot: () => bot ?? start(),
    /** For Telegram and the bot alike. */
    putForward: (milliseconds) => {
      ahead += milliseconds
      bot?.putForward(ahead)
    },
    close: async () => {
      await bot?.stop()
      await api.stop()
      await database.drop()
    },
  }
}

/** For a product that somebody else has started. */
export const harnessOn = ({
  api,
  group,
  pool,
  databaseUrl,
}: Pick<Harness, 'api' | 'group' | 'pool' | 'databaseUrl'>): Harness => {
  const waiting = async (): Promise<string> => {
    const { rows } = await pool.query<{ what: string }>(
      `SELECT concat_ws(' ', update_id, 'chat', chat_id, 'attempts', attempts, last_error, left(body::text,
        300)) AS what FROM telegram_updates WHERE status = 'pending' ORDER BY update_id LIMIT 5`,
    )
    return rows.map(({ what }) => `waits: ${what}`).join('\n')
  }
  const waitFor: Harness['waitFor'] = async (what, condition, patienceMs = PATIENCE_MS) => {
    for (const deadline = Date.now() + patienceMs; !(await condition()); await sleep(8)) {
      if (Date.now() > deadline)
        throw new Error(
          [
            `It did not happen in ${patienceMs / 1000} s: ${what}`,
            api.updates.lastWebhookError,
            await waiting(),
            ...[...lastWords.values()].map((words) => words()),
          ].join('\n'),
        )
    }
  }
  const handled: Harness['handled'] = (...updates) => {
    const ids = updates.map(({ update_id }) => update_id)
    return waitFor(`updates ${ids.join(', ')} are handled`, async () => {
      const { rows } = await pool.query<{ count: string }>(
        `SELECT count(*) FROM telegram_updates WHERE update_id = ANY($1) AND status IN ('done', 'failed')`,
        [ids],
      )
      return Number(rows[0]?.count) === ids.length
    })
  }
  const settled: Harness['settled'] = (patienceMs) =>
    waitFor(
      'every update is handled',
      async () => {
        if (api.updates.repetitions > 0) return false
        const { rows } = await pool.query<{ handled: string; left: string }>(
          `SELECT count(*) FILTER (WHERE status IN ('done', 'failed')) AS handled,
            count(*) FILTER (WHERE status = 'pending') AS left FROM telegram_updates`,
        )
        return Number(rows[0]?.handled) === api.updates.all.length && Number(rows[0]?.left) === 0
      },
      patienceMs,
    )

  const person = ({ id, name = 'Анна', member = false }: Who): Tester => {
    const telegram = api.person({ id, first_name: name })
    if (member) group.put(telegram, member === true ? 'member' : member)
    const ofBot = (): Shown[] => telegram.messages().filter(({ from }) => from.is_bot)
    return {
      id,
      telegram,
      says: (text) => handled(telegram.says(text)),
      taps: (label) => handled(telegram.taps(label)),
      sendsPhoto: (bytes, caption) => handled(telegram.sendsPhoto(bytes, caption)),
      sendsDocument: (bytes, name) => handled(telegram.sendsDocument(bytes, name)),
      rewrites: (message, text) => handled(telegram.rewrites(message, text)),
      presses: (button, on) => handled(telegram.presses(button, on)),
      screen: () => {
        const shown = ofBot().at(-1)
        if (!shown) throw new Error(`The bot has said nothing to ${name}`)
        return {
          text: shown.text,
          buttons: buttonsOf(shown).map((row) => row.map(({ text }) => text)),
          photo: shown.attachment?.kind === 'photo',
        }
      },
      answer: () => telegram.answer()?.text ?? null,
      messages: () => ofBot().map(({ text }) => text),
      menus: () => ofBot().filter((shown) => buttonsOf(shown).length > 0).length,
      deeds: () => telegram.deeds,
      chat: () => inWords(telegram.messages()),
    }
  }
  return { api, group, pool, databaseUrl, person, handled, settled, waitFor, close: async () => api.stop() }
}
