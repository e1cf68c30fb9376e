import type { Payload } from 'payload'
import { listenForChanges, type Heard } from '@/db/changes'
import { callerKey, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

export type { Heard }

const RETRY_SECONDS = 30

/** Each watcher is a browser connection that stays open. */
export const MOST_WATCHERS = 200
/** Allows for the open tabs of one person, but stops one person from using up all streams. */
export const MOST_OF_ONE = 20
let watchers = 0
const ofOne = new Map<string, number>()

/** Calls `hear` with the ids of every committed change until the returned function is called. */
export const watch = (payload: Payload, caller: Caller, hear: (heard: Heard) => void): (() => void) => {
  const who = callerKey(caller)
  const own = ofOne.get(who) ?? 0
  if (own >= MOST_OF_ONE) throw new Refusal('TOO_MANY_REQUESTS', { retryAfter: RETRY_SECONDS })
  if (watchers >= MOST_WATCHERS) throw new Refusal('BUSY')
  watchers += 1
  ofOne.set(who, own + 1)
  // Notifications that wake the bot are not for the panel.
  const stop = listenForChanges(payload, (heard) => {
    if (heard === 'again' || heard.topic !== 'telegramUpdates') hear(heard)
  })
  let watching = true
  return () => {
    if (!watching) return
    watching = false
    watchers -= 1
    const left = (ofOne.get(who) ?? 1) - 1
    if (left > 0) ofOne.set(who, left)
    else ofOne.delete(who)
    stop()
  }
}
