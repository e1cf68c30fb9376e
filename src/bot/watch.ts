import { botFailureOf, failureOf } from '@/notifications/telegram/client'
import { chatHasMoved, currentChat } from '@/operations/volunteers/membership'
import type { ChatLoss } from '@/domain/bot/trouble'
import { pause } from './pause'
import type { Deps } from './turn'

/** Why the bot can't see a chat, if that is what the error says. */
export const chatLossIn = (error: unknown): ChatLoss | null => {
  const failure = failureOf(error)
  if (failure?.kind === 'blocked') return 'chatRemoved'
  return failure?.kind === 'badRequest' && /chat not found/i.test(failure.description) ? 'chatNotFound' : null
}

export const lossByStanding = (status: string): ChatLoss | null =>
  status === 'left' || status === 'kicked' ? 'chatRemoved' : null

/** Looks now and then whether the bot is still in the volunteers' chat. Telegram says so by itself, too, but once. */
export const watchChat = async (deps: Deps, stop: AbortSignal, everyMs: number): Promise<void> => {
  const { payload, telegram, config, watch, now, log } = deps
  if (config.volunteersChat === undefined || !watch) return
  const me = Number(config.token.split(':')[0])
  const look = async (configured: string): Promise<void> => {
    const chat = await currentChat(payload, configured)
    try {
      await watch.chat(lossByStanding((await telegram.getChatMember(chat, me)).status), now())
    } catch (error) {
      const failure = failureOf(error)
      const loss = chatLossIn(error)
      if (failure?.kind === 'chatMoved') await chatHasMoved(payload, { from: chat, to: failure.to, now: now() })
      else if (loss) await watch.chat(loss, now())
      else if (!failure) throw error
    }
  }
  while (!stop.aborted) {
    // The database is away, which others tell of: the next look will do.
    await look(config.volunteersChat).catch(() => log('the volunteers’ chat could not be looked at'))
    await pause(everyMs, stop)
  }
}

/** So fresh an error of Telegram's with the webhook is one of now. */
const FRESH_S = 300

/** With a webhook silence is normal, so Telegram is asked whether it delivers, and to where. */
export const watchWebhook = async (
  { telegram, watch, now, log }: Deps,
  { stop, everyMs, url, set }: { stop: AbortSignal; everyMs: number; url: string; set: () => Promise<unknown> },
): Promise<void> => {
  while (!stop.aborted) {
    await pause(everyMs, stop)
    if (stop.aborted) return
    try {
      const info = await telegram.getWebhookInfo()
      const failed = now().getTime() / 1000 - (info.last_error_date ?? -Infinity) < FRESH_S
      if (info.url !== url) {
        log('the webhook was taken away by somebody else, and is set again')
        await set()
        await watch?.failed('conflict', now())
      } else if (failed && info.pending_update_count > 0) await watch?.failed('webhook', now())
      else await watch?.heard(now())
    } catch (error) {
      const failure = botFailureOf(error)
      if (failure) await watch?.failed(failure, now())
    }
  }
}
