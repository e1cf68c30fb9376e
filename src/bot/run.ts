import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { env } from '@/config/env'
import { ASKED_UPDATES } from '@/domain/bot/updates'
import { botFailureOf, telegramClient } from '@/notifications/telegram/client'
import { createPace } from '@/notifications/telegram/pace'
import { expectBot, watchBot } from '@/operations/bot/watch'
import { flushCounts } from '@/operations/metrics/counts'
import { webhookSecret } from '@/operations/updates/webhookSecret'
import { createBot } from './createBot'
import { dispatch, nameOf } from './dispatch'
import { pause } from './pause'
import { poll } from './poll'
import { createScreens } from './screens'
import type { Deps } from './turn'
import { watchChat, watchWebhook } from './watch'
import { say } from './format/say'

type Options = {
  stop: AbortSignal
  log: (line: string) => void
  pollMs?: number
  retryMs?: number
  /** How often it looks at its webhook. */
  webhookMs?: number
  /** How often it looks at the volunteers' chat. */
  chatMs?: number
}

const COMMANDS = (['start', 'duty', 'new', 'mine', 'cancel', 'help'] as const).map((command) => ({
  command,
  description: say(`bot.commands.description.${command}`),
}))
const LONGEST_REST_MS = 60_000
/** A chat that Telegram slows down for longer rests by itself, instead of inside a call. */
const PATIENCE_MS = 1_500

/** The whole bot: receives updates and handles them until told to stop. Only one may run at a time. */
export const runBot = async (
  payload: Payload,
  { stop, log, webhookMs = 30_000, chatMs = 300_000, ...speed }: Options,
): Promise<void> => {
  const { telegram, publicUrl } = env()
  const { botToken: token, apiRoot, proxy, volunteersChatId: volunteersChat } = telegram
  if (token === undefined) return
  const client = telegramClient({
    token,
    apiRoot,
    proxy,
    pace: createPace({ patienceMs: PATIENCE_MS }),
    urgency: 'reply',
  })
  const config = { token, apiRoot, proxy, volunteersChat }
  const deps: Deps = {
    payload,
    telegram: client,
    now,
    config,
    log,
    screens: createScreens(payload),
    watch: watchBot(payload),
  }
  if (volunteersChat === undefined) log('VOLUNTEERS_CHAT_ID is not set: nobody can be recognised as a volunteer')
  const hook = publicUrl?.startsWith('https://') ? `${publicUrl}/api/telegram/webhook` : null
  const setHook = (url: string) =>
    client.setWebhook(url, {
      secret_token: webhookSecret(),
      allowed_updates: ASKED_UPDATES,
      max_connections: 20,
    })
  await expectBot(payload, now())
  const listening =
    hook === null
      ? poll(deps, stop)
      : untilSet(deps, stop, () => setHook(hook)).then(() =>
          watchWebhook(deps, { stop, everyMs: webhookMs, url: hook, set: () => setHook(hook) }),
        )
  // Only in private chats: in the group nobody would answer them.
  const naming = untilSet(deps, stop, async () => {
    await client.deleteMyCommands()
    await client.setMyCommands(COMMANDS, { scope: { type: 'all_private_chats' } })
  })
  const watching = watchChat(deps, stop, chatMs)
  await Promise.all([listening, naming, watching, dispatch(createBot(deps), deps, { stop, ...speed })])
  await flushCounts()
}

/** Telegram may be unreachable for hours, so it retries with growing pauses. */
const untilSet = async (deps: Deps, stop: AbortSignal, ask: () => Promise<unknown>): Promise<void> => {
  for (let rest = 1000; !stop.aborted; rest = Math.min(rest * 2, LONGEST_REST_MS)) {
    try {
      await ask()
      await deps.watch?.heard(deps.now())
      return
    } catch (error) {
      const failure = botFailureOf(error)
      if (failure) await deps.watch?.failed(failure, deps.now())
      if (rest === 1000) deps.log(`Telegram could not be told: ${nameOf(error).split('\n')[0]}`)
      await pause(rest, stop)
    }
  }
}
