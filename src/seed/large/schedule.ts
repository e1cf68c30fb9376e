import { randomUUID } from 'node:crypto'
import { intervalOn } from '@/domain/events/hours'
import { addDays, dateOfDay, dayNumber, weekdayOfDay } from '@/domain/time/calendar'
import { generator, type Random } from '@/seed/names/random'
import { WEEKDAYS } from '@/seed/demo/days'

export type LargePlace = { id: string; zone: string }
export type LargeService = { id: string; capacity: number; window: number; registration: boolean }
export type LargeLine = { id: string; service: LargeService; startTime: string; endTime: string; capacity: number }
export type LargeOccurrence = {
  id: string
  day: LargeDay
  line: LargeLine
  startsAt: Date
  endsAt: Date
  /** The number of bookings, including cancelled ones. */
  wanted: number
  participants: number
}
export type LargeDay = {
  id: string
  event: LargeEvent
  date: string
  startsAt: Date
  endsAt: Date
  occurrences: LargeOccurrence[]
  capacity: number
  participants: number
}
export type LargeEvent = {
  id: string
  title: string
  place: LargePlace
  rrule: string | null
  startTime: string
  endTime: string
  lines: LargeLine[]
  dates: string[]
  lastDate: string | null
  capacity: number
  archived: boolean
}

const SEED = 31_012_024
const RECURRING_SHARE = 0.25
const TITLES = [
  'День помощи',
  'Стирка и душ',
  'Приём врача',
  'Выдача одежды',
  'Продукты',
  'Консультации',
  'Документы',
  'Вечерний приём',
  'Выездной пункт',
  'Обогрев',
]
/** How many days ahead dates exist, the same as after the nightly job. */
const AHEAD = 150

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const oneOf = <T>(list: readonly T[], random: Random): T => {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('Nothing to choose from')
  return found
}

/** Services follow one another, so nobody who takes two of them has to be in two places at once. */
const linesOf = (count: number, services: readonly LargeService[], random: Random): LargeLine[] => {
  const start = 8 * 60 + 30 * Math.floor(random() * 6)
  return Array.from({ length: count }, (_, i) => {
    const service = oneOf(services, random)
    return {
      id: randomUUID(),
      service,
      startTime: time(start + i * 90),
      endTime: time(start + i * 90 + 90),
      capacity: Math.max(3, Math.round(service.capacity * (0.6 + 1.4 * random()))),
    }
  })
}

type Dated = { dates: string[]; rrule: string | null; endless: boolean }

/** `count` dates on some weekdays, the last one at most `days` after today. */
const weekly = (today: string, count: number, endless: boolean, random: Random): Dated => {
  const perWeek = Math.min(6, Math.max(1, Math.ceil(count / 90)))
  const weekdays = [0, 1, 2, 3, 4, 5].sort((a, b) => ((a * 7 + count) % 6) - ((b * 7 + count) % 6)).slice(0, perWeek)
  const dates: string[] = []
  for (
    let day = dayNumber(addDays(today, endless ? AHEAD : -2 - Math.floor(random() * 500)));
    dates.length < count;
    day -= 1
  ) {
    if (weekdays.includes(weekdayOfDay(day))) dates.unshift(dateOfDay(day))
  }
  const rule = `FREQ=WEEKLY${endless ? '' : `;UNTIL=${dates.at(-1)?.replaceAll('-', '')}`};BYDAY=${[...weekdays]
    .sort()
    .map((day) => WEEKDAYS[day])
    .join(',')}`
  return { dates, rrule: rule, endless }
}

const once = (today: string, random: Random): Dated => ({
  dates: [addDays(today, Math.floor(random() * 760) - 730)],
  rrule: null,
  endless: false,
})

const withDates = (event: LargeEvent): LargeDay[] =>
  event.dates.map((date) => {
    const day: LargeDay = {
      id: randomUUID(),
      event,
      date,
      ...intervalOn(date, event, event.place.zone),
      occurrences: [],
      capacity: event.capacity,
      participants: 0,
    }
    day.occurrences = event.lines.map((line) => ({
      id: randomUUID(),
      day,
      line,
      ...intervalOn(date, line, event.place.zone),
      wanted: 0,
      participants: 0,
    }))
    return day
  })

type Size = { events: number; occurrences: number }

/** Makes exactly the requested number of dates. A quarter of the events recur for months and have nearly all dates. */
export const largeSchedule = (
  today: string,
  { events, occurrences }: Size,
  places: readonly LargePlace[],
  services: readonly LargeService[],
): { events: LargeEvent[]; days: LargeDay[] } => {
  const recurring = Math.round(events * RECURRING_SHARE)
  let left = occurrences
  const made = Array.from({ length: events }, (_, index): LargeEvent => {
    const random = generator(SEED, index)
    const series = index >= events - recurring
    const open = events - index
    const share = series ? (left / open) * (open === 1 ? 1 : 0.3 + 1.4 * random()) : 1 + Math.floor(random() * 3)
    const count = open === 1 ? 1 : series ? 1 + Math.floor(random() * 4) : share
    const lines = linesOf(count, services, random)
    const dated = series
      ? weekly(today, Math.max(1, Math.round(share / count)), random() < 0.4, random)
      : once(today, random)
    left -= dated.dates.length * lines.length
    const capacity = lines.reduce((sum, line) => sum + line.capacity, 0)
    return {
      id: randomUUID(),
      title: `${oneOf(TITLES, random)} № ${index + 1}`,
      place: oneOf(places, random),
      ...dated,
      startTime: lines[0]?.startTime ?? '08:00',
      endTime: lines.at(-1)?.endTime ?? '20:00',
      lines,
      lastDate: dated.endless ? null : (dated.dates.at(-1) ?? null),
      capacity: Math.max(...lines.map((line) => line.capacity), Math.round(capacity * (0.7 + 0.3 * random()))),
      archived: random() < 0.03,
    }
  })
  return {
    events: made,
    days: made.flatMap(withDates).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  }
}
