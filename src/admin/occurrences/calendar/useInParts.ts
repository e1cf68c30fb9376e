'use client'
import type { EventInput, EventSourceInput } from '@fullcalendar/react'
import { useEffect, useMemo, useState } from 'react'

export type DatedEvent = { date: string; event: EventInput }

const DAYS_AT_ONCE = 5
const BREATH_MS = 20

/**
 * FullCalendar draws in one piece whatever it is given, which would block the page for a second or two in a full month.
 * So it is given a few days at a time, each as a source of its own, with a breath in between for whatever the reader
 * does meanwhile. A source that says the same as before stays the same object, and is not drawn again.
 */
export const useInParts = (dated: readonly DatedEvent[], key: string): EventSourceInput[] => {
  const [known] = useState(() => new Map<string, { text: string; source: EventSourceInput }>())
  const parts = useMemo(() => {
    const dates = [...new Set(dated.map(({ date }) => date))].sort()
    const made: EventSourceInput[] = []
    for (let from = 0; from < dates.length; from += DAYS_AT_ONCE) {
      const within = new Set(dates.slice(from, from + DAYS_AT_ONCE))
      const events = dated.filter(({ date }) => within.has(date)).map(({ event }) => event)
      const id = dates[from] ?? ''
      const text = JSON.stringify(events)
      const before = known.get(id)
      const source = before?.text === text ? before.source : { id, events }
      known.set(id, { text, source })
      made.push(source)
    }
    return made
  }, [dated, known])

  const [given, setGiven] = useState({ key, count: 0 })
  const count = given.key === key ? given.count : 0
  const whole = count >= parts.length
  useEffect(() => {
    if (whole) return
    const timer = setTimeout(() => setGiven({ key, count: count + 1 }), BREATH_MS)
    return () => clearTimeout(timer)
  }, [whole, key, count])
  return useMemo(() => parts.slice(0, count), [parts, count])
}
