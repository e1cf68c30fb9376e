import { sentence } from '@/i18n'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { availability, type AvailableSlot } from '@/operations/availability/availability'
import { titles } from '@/operations/volunteers/bookings'
import type { BookingScene } from '../state'
import type { Turn } from '../turn'
import { LANGUAGE, say } from '../format/say'

export type NamedSlot = AvailableSlot & {
  date: string
  serviceTitle: string
  placeTitle: string
  registration: boolean
}

/** The longest range availability answers at once. It starts a day early for zones behind UTC. */
const DAYS = 61

/** What this visitor can book from now on, or why not, with titles. */
export const slotsFor = async (turn: Turn, visitor: string): Promise<NamedSlot[]> => {
  const from = addDays(localDate(turn.now, 'UTC'), -1)
  const { days } = await availability(turn.payload, {
    from,
    to: addDays(from, DAYS),
    service: null,
    place: null,
    visitor,
    caller: turn.caller,
    now: turn.now,
  })
  const names = await titles(turn.payload)
  const services = new Map(names.services.map((one) => [one.id, one]))
  const places = new Map(names.places.map((one) => [one.id, one]))
  return days.flatMap(({ date, slots }) =>
    slots
      .filter(({ endsAt }) => new Date(endsAt) > turn.now)
      .map((slot) => {
        const service = services.get(slot.service)
        return {
          ...slot,
          date,
          serviceTitle: service?.title ?? '—',
          placeTitle: places.get(slot.place)?.title ?? '—',
          registration: service?.registration ?? false,
        }
      }),
  )
}

export const isOpen = ({ state }: NamedSlot): boolean => state === 'open'

/** Why nothing can be booked: the refusal of the first slot that is not cancelled, or else of the first. */
export const whyNot = (slots: readonly NamedSlot[]): string => {
  const telling = slots.find(({ code }) => code !== 'OCCURRENCE_CANCELLED') ?? slots[0]
  if (!telling?.code) return say('bot.booking.full')
  const bookableDate =
    telling.bookableFrom === null ? undefined : localDate(new Date(telling.bookableFrom), telling.timezone)
  return sentence(LANGUAGE, telling.code, { bookableDate })
}

/** Open slots of the chosen service and place, without those already chosen. */
export const freeSlots = (slots: readonly NamedSlot[], { service, place, chosen }: BookingScene): NamedSlot[] =>
  slots.filter(
    (slot) =>
      isOpen(slot) &&
      slot.service === service &&
      (place === undefined || slot.place === place) &&
      !chosen.some(({ occurrence }) => occurrence === slot.occurrence),
  )
