'use client'
import { useMemo } from 'react'
import { type AnswerOf, type ListOf, type Titled } from '@/admin/ui/answers'
import type { Query } from '@/admin/ui/api'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import type { availabilityRoute } from '@/endpoints/availability'

type Day = AnswerOf<typeof availabilityRoute>['days'][number]
export type Slot = Day['slots'][number] & { date: string }

/** How far ahead somebody is booked or moved here. */
const DAYS = 45

/** What there is for a person in the coming weeks, and why not the rest. `moving`: as a move of this booking. */
export const useSlots = (visitor: string | null, moving?: string) => {
  // A day early, for places where it is still yesterday.
  const from = addDays(localDate(new Date(), 'UTC'), -1)
  return useAnswer(visitor === null ? null : { from, to: addDays(from, DAYS), visitor, moving })
}

/** What somebody could have who is not written down yet, from this day on. */
export const useNewVisitorSlots = (day: string) => {
  const today = addDays(localDate(new Date(), 'UTC'), -1)
  const from = day < today ? day : today
  const to = addDays(from, DAYS)
  return useAnswer({ from, to: day > to ? day : to, newVisitor: true })
}

const useAnswer = (query: Query | null) => {
  const answer = useData<{ days: Day[] }>(query === null ? null : '/api/availability', query ?? {})
  const slots = useMemo(
    () => answer.data?.days.flatMap(({ date, slots: all }) => all.map((slot): Slot => ({ ...slot, date }))),
    [answer.data],
  )
  return { slots, error: answer.error, refresh: answer.refresh }
}

/** The titles of services and places by id. */
export const useTitles = (): ((id: string) => string) => {
  const services = useData<ListOf<Titled>>('/api/services', { limit: 200, sort: 'title', depth: 0 })
  const places = useData<ListOf<Titled>>('/api/places', { limit: 200, sort: 'title', depth: 0 })
  return useMemo(() => {
    const titles = new Map(
      [...(services.data?.docs ?? []), ...(places.data?.docs ?? [])].map(({ id, title }) => [id, title]),
    )
    return (id) => titles.get(id) ?? '…'
  }, [services.data, places.data])
}

/** How a slot is spoken of. */
export const useSlotWords = () => {
  const t = usePanelText()
  const { day, dayShort, hours } = useFormats()
  const today = (slot: Slot): string => localDate(new Date(), slot.timezone)
  return {
    /** вт, 1 дек., 11:00–13:00 */
    when: (slot: Slot): string => `${dayShort(slot.date)}, ${hours(slot, slot.timezone)}`,
    /** сегодня; с 3 дек. */
    soonest: (slot: Slot): string => {
      if (slot.date === today(slot)) return t('people.soonest.today')
      if (slot.date === addDays(today(slot), 1)) return t('people.soonest.tomorrow')
      return t('people.soonest.on', { day: dayShort(slot.date) })
    },
    why: ({ code, bookableFrom, timezone }: Slot): string => {
      if (code === 'WINDOW_NOT_OPEN' && bookableFrom)
        return t('people.opensOn', { day: day(localDate(new Date(bookableFrom), timezone)) })
      return code ? t(`people.why.${code}`) : ''
    },
  }
}
