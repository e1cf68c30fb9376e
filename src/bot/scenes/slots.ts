import { sentence } from '@/i18n'
import { overlaps } from '@/domain/booking/decide'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { availability, type AvailableSlot } from '@/operations/availability/availability'
import { beingTaken } from '@/operations/holds/beingTaken'
import { titles } from '@/operations/volunteers/bookings'
import { timeText } from '../format/words'
import type { BookingScene } from '../state'
import type { Turn } from '../turn'
import { LANGUAGE, say } from '../format/say'

export type NamedSlot = AvailableSlot & {
  date: string
  serviceTitle: string
  placeTitle: string
  registration: boolean
  allowOverlap: boolean
  /** Nobody is booked on the last place yet: somebody is being booked, until then. */
  heldUntil: Date | undefined
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
  const full = days.flatMap(({ slots }) =>
    slots.filter(({ code }) => code === 'OCCURRENCE_FULL' || code === 'EVENT_FULL').map(({ occurrence }) => occurrence),
  )
  const taken = await beingTaken(turn.payload, { occurrences: full, visitor })
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
          allowOverlap: service?.allowOverlap ?? false,
          heldUntil: taken.get(slot.occurrence),
        }
      }),
  )
}

export const isOpen = ({ state }: NamedSlot): boolean => state === 'open'

/** Somebody else is just being booked on the last place. */
const takenWords = ({ heldUntil, timezone }: NamedSlot): string | null =>
  heldUntil ? say('bot.booking.beingTaken', { time: timeText(heldUntil, timezone) }) : null

/**
 * Why nothing can be booked: a place that may come free in minutes, or the refusal of the first slot that is not
 * cancelled, or else of the first.
 */
export const whyNot = (slots: readonly NamedSlot[]): string => {
  const soon = slots.flatMap((slot) => takenWords(slot) ?? [])[0]
  if (soon !== undefined) return soon
  const telling = slots.find(({ code }) => code !== 'OCCURRENCE_CANCELLED') ?? slots[0]
  if (!telling?.code) return say('bot.booking.full')
  const bookableDate =
    telling.bookableFrom === null ? undefined : localDate(new Date(telling.bookableFrom), telling.timezone)
  return sentence(LANGUAGE, telling.code, { bookableDate })
}

/** The slots of what is chosen, in the order of choosing. */
export const chosenSlots = (slots: readonly NamedSlot[], { chosen }: Pick<BookingScene, 'chosen'>): NamedSlot[] =>
  chosen.flatMap(({ occurrence }) => slots.find((slot) => slot.occurrence === occurrence) ?? [])

const times = ({ startsAt, endsAt }: NamedSlot) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })

/**
 * What can be had beside what is chosen already: a booking of both is refused if they overlap. The one whose time is
 * being changed does not count.
 */
export const besideChosen = (
  slots: readonly NamedSlot[],
  scene: Pick<BookingScene, 'chosen' | 'instead'>,
): NamedSlot[] => {
  const others = chosenSlots(slots, scene).filter(({ occurrence }) => occurrence !== scene.instead)
  return slots.filter(
    (slot) =>
      isOpen(slot) &&
      !scene.chosen.some(({ occurrence }) => occurrence === slot.occurrence) &&
      !others.some((other) => !other.allowOverlap && !slot.allowOverlap && overlaps(times(other), times(slot))),
  )
}

/** Those of the chosen service and of the place that was chosen. Of two that look the same, the emptier one. */
export const freeSlots = (slots: readonly NamedSlot[], scene: BookingScene, place: string | undefined): NamedSlot[] => {
  const found = besideChosen(slots, scene).filter(
    (slot) => slot.service === scene.service && (place === undefined || slot.place === place),
  )
  const looks = ({ place: where, startsAt, endsAt }: NamedSlot): string => `${where} ${startsAt} ${endsAt}`
  const best = new Map<string, NamedSlot>()
  for (const slot of found) if (slot.free > (best.get(looks(slot))?.free ?? -1)) best.set(looks(slot), slot)
  return found.filter((slot) => best.get(looks(slot)) === slot)
}

/** One more service on a day and at a place that are chosen already, each service once. */
export const sameDay = (slots: readonly NamedSlot[], scene: BookingScene): NamedSlot[] => {
  const chosen = chosenSlots(slots, scene)
  const services = new Set(chosen.map(({ service }) => service))
  const days = new Set(chosen.map(({ date, place }) => `${date} ${place}`))
  const found = besideChosen(slots, scene)
    .filter(({ service, date, place }) => !services.has(service) && days.has(`${date} ${place}`))
    .sort(
      (a, b) =>
        Number(a.registration) - Number(b.registration) ||
        a.startsAt.localeCompare(b.startsAt) ||
        a.occurrence.localeCompare(b.occurrence),
    )
  return found.filter((slot, index) => found.findIndex(({ service }) => service === slot.service) === index)
}
