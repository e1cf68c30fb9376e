import type { Payload } from 'payload'
import { listenForChanges, type Heard } from '@/db/changes'
import { callerKey, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

export type { Heard }

const RETRY_SECONDS = 30

/** Each is a connection of a browser that stays open. */
export const MOST_WATCHERS = 200
/** Open tabs of one person, with some to spare: nobody takes the streams of all others. */
export const MOST_OF_ONE = 20
let watchers = 0
const ofOne = new Map<string, number>()

/** Hears of every committed change, by its ids, until the returned function is called. */
export const watch = (payload: Payload, caller: Caller, hear: (heard: Heard) => void): (() => void) => {
  const who = callerKey(caller)
  const own = ofOne.get(who) ?? 0
  if (own >= MOST_OF_ONE) throw new Refusal('TOO_MANY_REQUESTS', { retryAfter: RETRY_SECONDS })
  if (watchers >= MOST_WATCHERS) throw new Refusal('BUSY')
  watchers += 1
  ofOne.set(who, own + 1)
  // The bot's own alarm clock is nothing for a panel.
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
