'use client'
import { useEffect, useRef } from 'react'

export type LiveTopic = 'participants' | 'occurrences' | 'events' | 'messages'
/** `id` is null when many changed, or when changes may have been missed: read again. */
export type LiveEvent = { topic: LiveTopic; id: string | null; occurrence?: string }
type Listener = { topics: readonly LiveTopic[]; hear: (event: LiveEvent) => void }

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

/** One stream for all screens of a tab, because a browser opens at most six connections to a server. */
const listeners = new Set<Listener>()
let source: EventSource | null = null
let reopening: ReturnType<typeof setTimeout> | undefined
let pause = FIRST_PAUSE_MS
/** The first `refresh` comes with the page, which has just read everything. */
let begun = false

const tell = (event: LiveEvent): void => {
  for (const listener of [...listeners]) if (listener.topics.includes(event.topic)) listener.hear(event)
}

const readAgain = (): void => {
  for (const listener of [...listeners]) {
    const [topic] = listener.topics
    if (topic) listener.hear({ topic, id: null })
  }
}

const close = (): void => {
  clearTimeout(reopening)
  source?.close()
  source = null
}

const open = (): void => {
  clearTimeout(reopening)
  if (source || listeners.size === 0 || document.visibilityState === 'hidden') return
  const stream = new EventSource('/api/live')
  source = stream
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as LiveEvent))
  stream.addEventListener('refresh', () => {
    pause = FIRST_PAUSE_MS
    if (begun) readAgain()
    begun = true
  })
  stream.addEventListener('error', () => {
    // A stream that ended reconnects by itself. One that was refused stays closed.
    if (stream.readyState !== EventSource.CLOSED) return
    close()
    reopening = setTimeout(open, pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  })
}

/** A background tab closes its stream, so that other tabs have more connections. */
const followVisibility = (): void => {
  if (document.visibilityState === 'hidden') close()
  else open()
}

/** Calls `hear` for every committed change of these topics. Reconnects by itself. */
export const useLive = (topics: readonly LiveTopic[], hear: (event: LiveEvent) => void): void => {
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  }, [hear])
  const key = topics.join(',')
  useEffect(() => {
    const listener: Listener = { topics: key.split(',') as LiveTopic[], hear: (event) => latest.current(event) }
    if (listeners.size === 0) document.addEventListener('visibilitychange', followVisibility)
    listeners.add(listener)
    open()
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      document.removeEventListener('visibilitychange', followVisibility)
      begun = false
      close()
    }
  }, [key])
}
