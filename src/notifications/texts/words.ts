import { localDate } from '@/domain/time/zone'
import { say } from './say'

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatter = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${zone} ${Object.values(options).join(' ')}`
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('ru', { timeZone: zone, ...options })
  formatters.set(key, known)
  return known
}

/** вт, 24 ноября; with the year if it is not the current one. */
export const dayText = (at: Date, zone: string, now: Date): string => {
  const year = (time: Date): string => formatter(zone, { year: 'numeric' }).format(time)
  const day = formatter(zone, { weekday: 'short', day: 'numeric', month: 'long' }).format(at)
  return year(at) === year(now) ? day : `${day} ${year(at)}`
}

export const timeText = (at: Date, zone: string): string =>
  formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** 10:00–12:00, and for a night 22:00–08:00 следующего дня. */
export const hoursText = (startsAt: Date, endsAt: Date, zone: string): string => {
  const hours = `${timeText(startsAt, zone)}–${timeText(endsAt, zone)}`
  return localDate(startsAt, zone) === localDate(endsAt, zone) ? hours : say('telegram.nextDay', { hours })
}

/** вт, 24 ноября, 10:00–12:00 */
export const whenText = (startsAt: Date, endsAt: Date, zone: string, now: Date): string =>
  `${dayText(startsAt, zone, now)}, ${hoursText(startsAt, endsAt, zone)}`

/** вт, 24 ноября: for a date without a time zone. */
export const dateText = (date: string, now: Date): string => dayText(new Date(`${date}T12:00:00Z`), 'UTC', now)
