import { addDays, dayNumber, weekdayOfDay } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { html, htmlLines, type Html } from '@/notifications/telegram/html'
import { dateText, dayText, hoursText, timeText, whenText } from '@/notifications/texts/words'
import type { Card } from '@/operations/volunteers/card'
import type { ParticipantStatus } from '@/domain/attendance/decideMark'
import { say } from './say'

export { dateText, dayText, hoursText, timeText, whenText }

export const placesLeft = (free: number): string => say('counts.places', { count: free })

/** 10:00–12:00 */
export const hours = (startsAt: string | Date, endsAt: string | Date, zone: string): string =>
  `${timeText(new Date(startsAt), zone)}–${timeText(new Date(endsAt), zone)}`

/** Today, tomorrow, or a weekday with its date. */
export const dayWords = (at: Date, zone: string, now: Date): string => {
  const date = localDate(at, zone)
  if (date === localDate(now, zone)) return say('bot.today')
  if (date === addDays(localDate(now, zone), 1)) return say('bot.tomorrow')
  return dayText(at, zone, now)
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const

/** Today, tomorrow, or "вт 1 дек": for a button. */
export const dayBrief = (at: Date, zone: string, now: Date): string => {
  const date = localDate(at, zone)
  const words = dayWords(at, zone, now)
  if (words === say('bot.today') || words === say('bot.tomorrow')) return words
  const weekday = WEEKDAYS[weekdayOfDay(dayNumber(date))] ?? 'mo'
  const month = MONTHS[Number(date.slice(5, 7)) - 1] ?? 'jan'
  return `${say(`bot.weekdays.${weekday}`)} ${Number(date.slice(8))} ${say(`bot.briefMonths.${month}`)}`
}

/** Before a time of today nothing; before one of a night of yesterday or of tomorrow's morning its day: "завтра, ". */
export const dayApart = (startsAt: string | Date, zone: string, now: Date): string => {
  const at = new Date(startsAt)
  return localDate(at, zone) === localDate(now, zone) ? '' : `${dayBrief(at, zone, now)}, `
}

export const statusText = (status: ParticipantStatus): string => say(`bot.status.${status}`)

/** What became of a visit: what is over and nobody marked is neither expected nor missed. */
export const outcomeText = ({ status, over }: { status: ParticipantStatus; over: boolean }): string =>
  status === 'expected' && over ? say('bot.status.notMarked') : statusText(status)

export const markOf = (outcome: string): string => outcome.replace(/ .*$/, '')

/** Who it is, in one line. */
export const cardLine = ({ fullName, cardNumber }: { fullName: string; cardNumber: string | null }): Html =>
  html`<b>${fullName}</b>${cardNumber === null ? null : `, ${say('bot.card', { card: cardNumber })}`}`

export const cardHead = (card: Card, now: Date): Html => {
  const on = card.lastMissedOn ? ` (${dateText(card.lastMissedOn, now)})` : ''
  return htmlLines(
    cardLine(card),
    [say(`bot.profile.status.${card.status}`), card.birthYear === null ? null : String(card.birthYear)]
      .filter((part) => part !== null)
      .join(' · '),
    card.missed > 0 && `${say('bot.profile.missed', { missed: card.missed, of: card.of })}${on}`,
  )
}

/** Cuts a text that is too long where it is only mentioned. */
export const brief = (text: string, most = 24): string => {
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
