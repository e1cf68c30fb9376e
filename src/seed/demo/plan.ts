import { intervalOn, type Interval } from '@/domain/events/hours'
import { overlaps } from '@/domain/booking/decide'
import { addDays } from '@/domain/time/calendar'
import { localInstant } from '@/domain/time/zone'
import { generator, type Random } from '@/seed/names/random'
import { type DemoCalendar, type DemoDate, ZONE } from './calendar'
import { fateOf, type Fate } from './fate'
import type { DemoVisitor } from './people'
import { CHANGES, type DemoLine } from './timetable'

export type DemoBooking = {
  date: DemoDate
  line: DemoLine
  visitor: number
  bookedAt: Date
  /** 0 is the coordinator, the others are volunteers. */
  booker: number
  comment: string | null
  fate: Fate
}

/** The part of the catalogue that the plan needs. */
export type DemoService = { windowDays: number; registration: boolean; allowOverlap: boolean }

const SEED = 20_240_229
const HOUR = 3_600_000
const COMMENTS = [
  'Придёт с сыном',
  'Нужен размер 52',
  'Просит напомнить накануне',
  'Опоздает на полчаса',
  'Первый раз, встретить у входа',
  'Без очереди: костыли',
]

type Taken = Interval & { visitor: number; allowOverlap: boolean }

/**
 * Plans who books what and when, and what becomes of it. Pure: the same for the same day. It plans nothing that the
 * rules would refuse (places, overlaps, windows, registration first).
 */
export const planBookings = (
  { dates, until }: DemoCalendar,
  people: readonly DemoVisitor[],
  services: ReadonlyMap<string, DemoService>,
  today: string,
): DemoBooking[] => {
  const bookings: DemoBooking[] = []
  const registeredAt = people.map(({ status, createdAt }) => (status === 'registered' ? createdAt : null))
  const taken = new Map<string, Taken[]>()

  dates.forEach((on, index) => {
    const { event, date } = on
    const random = generator(SEED, index)
    const onDate = taken.get(date) ?? []
    taken.set(date, onDate)
    const ofDay = new Set<number>()
    for (const line of event.lines) {
      const service = services.get(line.service)
      if (!service) continue
      const interval = intervalOn(date, line, ZONE)
      const opensAt = localInstant(addDays(date, -daysAhead(line, service)), '00:00', ZONE)
      const last =
        [new Date(interval.startsAt.getTime() - HOUR), until, on.closedAt ?? until].sort(
          (a, b) => a.getTime() - b.getTime(),
        )[0] ?? until
      if (last <= opensAt) continue
      const full = event.title === CHANGES.full.title
      const wanted = full
        ? Math.min(line.capacity, event.capacity - ofDay.size)
        : Math.min(
            line.capacity,
            Math.round(
              line.capacity * event.demand * (0.6 + 0.7 * random()) * ripeness(opensAt, last, interval.startsAt),
            ),
          )
      const here = new Set<number>()
      for (let tries = 0; here.size < wanted && tries < wanted * 30; tries += 1) {
        const visitor = pickVisitor(random, people.length, service.registration)
        const since = service.registration ? people[visitor]?.createdAt : registeredAt[visitor]
        const isNew = registeredAt[visitor] === null
        if (here.has(visitor) || service.registration !== isNew || !since || since >= last) continue
        // The day that is full gets different people only, so its second service still has places.
        if (ofDay.has(visitor) ? full : ofDay.size >= event.capacity) continue
        if (
          onDate.some(
            (other) =>
              other.visitor === visitor && !(other.allowOverlap || service.allowOverlap) && overlaps(other, interval),
          )
        )
          continue
        const bookedAt = momentBetween(random, new Date(Math.max(opensAt.getTime(), since.getTime() + HOUR)), last)
        if (!bookedAt) continue
        const fate = fateOf(random, { bookedAt, interval, past: date < today, last, settled: full })
        here.add(visitor)
        ofDay.add(visitor)
        onDate.push({ ...interval, visitor, allowOverlap: service.allowOverlap })
        if (service.registration && fate.status === 'attended') registeredAt[visitor] = fate.at
        bookings.push({
          date: on,
          line,
          visitor,
          bookedAt,
          booker: random() < 0.25 ? 0 : 1 + Math.floor(random() * 6),
          comment: random() < 0.06 ? (COMMENTS[Math.floor(random() * COMMENTS.length)] ?? null) : null,
          fate,
        })
      }
    }
  })
  return bookings
}

/** In this timetable a window of N occurrences covers thirteen days at least. */
const daysAhead = ({ window }: DemoLine, { windowDays }: DemoService): number =>
  window === undefined ? windowDays : window.unit === 'days' ? window.value : Math.min(windowDays, 13)

/** The share of its bookings a date has by now: few if booking has just opened, all if it is over. */
const ripeness = (opensAt: Date, last: Date, startsAt: Date): number =>
  Math.min(1, 0.25 + (last.getTime() - opensAt.getTime()) / Math.max(HOUR, startsAt.getTime() - opensAt.getTime()))

/** A few visitors come nearly every time, most of them now and then. New ones are spread evenly. */
const pickVisitor = (random: Random, count: number, registration: boolean): number => {
  const chance = random()
  return Math.floor((registration ? chance : chance ** 2.2) * count)
}

/** A moment between 9:00 and 20:00. Most people decide late, within the last three days. */
const momentBetween = (random: Random, from: Date, to: Date): Date | null => {
  if (from >= to) return null
  const back = (to.getTime() - from.getTime()) * Math.min(1, random() ** 2)
  const moment = new Date(Math.floor((to.getTime() - back) / 60_000) * 60_000)
  const hour = (moment.getUTCHours() + 3) % 24
  const shifted =
    hour < 9
      ? new Date(moment.getTime() - (hour + 4 + Math.floor(random() * 8)) * HOUR)
      : hour > 20
        ? new Date(moment.getTime() - (hour - 20 + Math.floor(random() * 9)) * HOUR)
        : moment
  return shifted > from ? shifted : moment > from ? moment : from
}
