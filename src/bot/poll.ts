import { randomUUID } from 'node:crypto'
import { traced } from '@/config/trace'
import { classifyTelegramError } from '@/notifications/telegram/client'
import { storeUpdates, type TelegramUpdate } from '@/operations/updates/store'
import { pause } from './pause'
import type { Deps } from './turn'

export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'chat_member', 'my_chat_member'] as const
const WAIT_S = 25
const FIRST_REST_MS = 250
const LONGEST_REST_MS = 15_000

/** Polls Telegram until told to stop. An update is confirmed only once it is in the database. */
export const poll = async (deps: Deps, stop: AbortSignal): Promise<void> => {
  let offset = 0
  let rest = 0
  let mayAsk = false
  while (!stop.aborted) {
    try {
      if (!mayAsk) {
        await deps.telegram.deleteWebhook()
        mayAsk = true
      }
      const updates = (await deps.telegram.callApi(
        'getUpdates',
        { offset, limit: 100, timeout: WAIT_S, allowed_updates: ALLOWED_UPDATES },
        { signal: stop as never },
      )) as unknown as TelegramUpdate[]
      await traced({ requestId: randomUUID() }, () => storeUpdates(deps.payload, updates, deps.now()))
      offset = Math.max(offset, ...updates.map(({ update_id }) => update_id + 1))
      if (rest > 0) deps.log('Telegram answers again')
      rest = 0
    } catch (error) {
      if (stop.aborted) return
      const said = saidOf(error)
      if (rest === 0) deps.log(`no updates for now: ${said}`)
      mayAsk = false
      rest = Math.min(Math.max(rest * 2, FIRST_REST_MS), LONGEST_REST_MS)
      await pause(rest, stop)
    }
  }
}

const saidOf = (error: unknown): string => {
  try {
    const failure = classifyTelegramError(error)
    return `Telegram: ${failure.kind}`
  } catch {
    return error instanceof Error ? error.name : 'something that is no error'
  }
}
