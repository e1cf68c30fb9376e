import type { Payload } from 'payload'
import pg from 'pg'
import { poolOf } from './sql'

export type Topic = 'participants' | 'occurrences' | 'events' | 'messages' | 'telegramUpdates'
/** `id` is null if many records changed at once. */
export type Change = { topic: Topic; id: string | null; occurrence?: string }
/** `again`: the connection is new, so earlier changes may have been missed. */
export type Heard = Change | 'again'
type Listener = (heard: Heard) => void

/** One connection shared by all listeners of this process, open as long as there are any. */
type Feed = { listeners: Set<Listener>; listening: boolean; stop: () => void }

const CHANNEL = 'pristan_changes'
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 3_000
/** A dead network is only noticed by sending a query. */
const CHECK_MS = 20_000
const ANSWER_MS = 5_000

const feeds = new WeakMap<pg.Pool, Feed>()

/** Calls `listener` for each committed change until the returned function is called. */
export const listenForChanges = (payload: Payload, listener: Listener): (() => void) => {
  const pool = poolOf(payload)
  const feed = feeds.get(pool) ?? open(pool)
  feeds.set(pool, feed)
  feed.listeners.add(listener)
  if (feed.listening) listener('again')
  return () => {
    feed.listeners.delete(listener)
    if (feed.listeners.size > 0 || feeds.get(pool) !== feed) return
    feeds.delete(pool)
    feed.stop()
  }
}

const open = (pool: pg.Pool): Feed => {
  const stop = new AbortController()
  const feed: Feed = { listeners: new Set(), listening: false, stop: () => stop.abort() }
  void keepListening(feed, pool.options.connectionString, stop.signal)
  return feed
}

const keepListening = async (feed: Feed, connectionString: string | undefined, stop: AbortSignal): Promise<void> => {
  let wait = FIRST_PAUSE_MS
  while (!stop.aborted) {
    const reached = await listenOnce(feed, connectionString, stop)
    feed.listening = false
    wait = reached ? FIRST_PAUSE_MS : Math.min(wait * 2, LONGEST_PAUSE_MS)
    if (!stop.aborted) await pause(wait, stop)
  }
}

/**
 * Listens until the connection ends. Returns whether listening ever began: if not, the pause before the next attempt
 * grows.
 */
const listenOnce = async (feed: Feed, connectionString: string | undefined, stop: AbortSignal): Promise<boolean> => {
  const client = new pg.Client({
    connectionString,
    keepAlive: true,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  })
  const ended = new Promise<void>((resolve) => {
    client.once('end', resolve)
    client.on('error', () => resolve())
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
  client.on('notification', ({ payload }) => tell(feed, JSON.parse(payload ?? '{}') as Change))
  let check: NodeJS.Timeout | undefined
  try {
    await client.connect()
    await client.query(`LISTEN ${CHANNEL}`)
    feed.listening = true
    tell(feed, 'again')
    const silent = new Promise<void>((resolve) => {
      check = setInterval(() => void client.query('SELECT 1').catch(() => resolve()), CHECK_MS).unref()
    })
    await Promise.race([ended, silent])
    return true
  } catch {
    return false
  } finally {
    clearInterval(check)
    void client.end().catch(() => undefined) // don't wait, and ignore errors
  }
}

const tell = (feed: Feed, heard: Heard): void => {
  for (const listener of [...feed.listeners]) listener(heard)
}

const pause = (milliseconds: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    stop.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
