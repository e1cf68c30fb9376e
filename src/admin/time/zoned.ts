import { localInstant } from '@/domain/time/zone'

/** `HH:mm` as the clock of a zone shows an instant. */
export const clockIn = (instant: string, timezone: string): string =>
  new Intl.DateTimeFormat('ru', { timeZone: timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  )

/** The instant of a date and an `HH:mm` in a zone, or null while the time is still being typed. */
export const instantIn = (date: string, time: string, timezone: string): string | null =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? localInstant(date, time, timezone).toISOString() : null

/** Turns "930", "9.30" and "9" into 09:30 and 09:00, and leaves anything else as typed. */
export const completedTime = (typed: string): string => {
  const match = /^(\d{1,2})[:.\s]?(\d{2})?$/.exec(typed.trim())
  return match?.[1] ? `${match[1].padStart(2, '0')}:${match[2] ?? '00'}` : typed
}
