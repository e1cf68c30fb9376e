import type { Payload } from 'payload'
import { listenForChanges, type Heard } from '@/db/changes'
import { Refusal } from '@/domain/errors'

export type { Heard }

/** Each is a connection of a browser that stays open. */
export const MOST_WATCHERS = 200
let watchers = 0

/** Hears of every committed change, by its ids, until the returned function is called. */
export const watch = (payload: Payload, hear: (heard: Heard) => void): (() => void) => {
  if (watchers >= MOST_WATCHERS) throw new Refusal('BUSY')
  watchers += 1
  // The bot's own alarm clock is nothing for a panel.
  const stop = listenForChanges(payload, (heard) => {
    if (heard === 'again' || heard.topic !== 'telegramUpdates') hear(heard)
  })
  let watching = true
  return () => {
    if (!watching) return
    watching = false
    watchers -= 1
    stop()
  }
}
