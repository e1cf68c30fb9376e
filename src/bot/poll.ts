import { randomUUID } from 'node:crypto'
import { traced } from '@/config/trace'
import { ASKED_UPDATES } from '@/domain/bot/updates'
import { botFailureOf, failureOf } from '@/notifications/telegram/client'
import { storeUpdates, type TelegramUpdate } from '@/operations/updates/store'
import { pause } from './pause'
import type { Deps } from './turn'

const WAIT_S = 25
const FIRST_REST_MS = 250
const LONGEST_REST_MS = 15_000
/** A repetition is normal. One that never ends must not become thousands of calls. */
const REPEATED_FREELY = 5
const REST_WHEN_REPEATED_MS = 500

/** Polls Telegram until told to stop. An update is confirmed only once it is in the database. */
export const poll = async (deps: Deps, stop: AbortSignal): Promise<void> => {
  let offset = 0
  let repeated = 0
  /** Until Telegram has answered, it is not asked to wait: whoever looks wants to know whether it is there. */
  let waitS = 0
  let rest = 0
  let mayAsk = false
  while (!stop.aborted) {
    try {
      if (!mayAsk) {
        await deps.telegram.deleteWebhook()
        mayAsk = true
      }
      const updates = withNumbers(
        await deps.telegram.callApi(
          'getUpdates',
          { offset, limit: 100, timeout: waitS, allowed_updates: ASKED_UPDATES },
          { signal: stop as never },
        ),
      )
      const news = await traced({ requestId: randomUUID() }, () => storeUpdates(deps.payload, updates, deps.now()))
      repeated = updates.length > 0 && news === 0 ? repeated + 1 : 0
      offset = confirming(updates, Math.max(0, repeated - REPEATED_FREELY))
      if (rest > 0) deps.log('Telegram answers again')
      await deps.watch?.heard(deps.now())
      rest = 0
      waitS = WAIT_S
      if (repeated > REPEATED_FREELY) await pause(REST_WHEN_REPEATED_MS, stop)
    } catch (error) {
      if (stop.aborted) return
      const said = saidOf(error)
      if (rest === 0) deps.log(`no updates for now: ${said}`)
      mayAsk = false
      waitS = 0
      const failure = botFailureOf(error)
      if (failure) await deps.watch?.failed(failure, deps.now())
      rest = Math.min(Math.max(rest * 2, FIRST_REST_MS), LONGEST_REST_MS)
      await pause(rest, stop)
    }
  }
}

const withNumbers = (updates: unknown): TelegramUpdate[] =>
  (Array.isArray(updates) ? (updates as unknown[]) : []).filter(
    (update): update is TelegramUpdate =>
      typeof update === 'object' && update !== null && 'update_id' in update && typeof update.update_id === 'number',
  )

/**
 * What confirms these updates and nothing else: after a quiet week Telegram's numbers begin anew, possibly lower, and
 * it takes no notice of an offset of before. 0 when there were none: those of before are confirmed by now. Numbers that
 * fall within one batch are confirmed from one fall to the next, since Telegram might take no notice of the highest.
 */
export const confirming = (updates: readonly { update_id: number }[], again: number): number => {
  const tops = updates
    .map(({ update_id: id }) => id)
    .filter((id, index, ids) => index === ids.length - 1 || (ids[index + 1] ?? 0) < id)
    .sort((one, other) => other - one)
  return (tops[again % tops.length] ?? -1) + 1
}

const saidOf = (error: unknown): string => {
  const failure = failureOf(error)
  if (failure) return `Telegram: ${failure.kind}`
  return error instanceof Error ? error.name : 'something that is no error'
}
