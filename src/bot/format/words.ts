import { localDate } from '@/domain/time/zone'
import { html, htmlLines, type Html } from '@/notifications/telegram/html'
import { dateText, dayText, timeText, whenText } from '@/notifications/texts/words'
import type { Card } from '@/operations/volunteers/card'
import type { ParticipantStatus } from '@/domain/attendance/decideMark'
import { say } from './say'

export { dateText, dayText, timeText, whenText }

export const placesLeft = (free: number): string => say('counts.places', { count: free })

/** A hold that is still valid never shows as "0 minutes". */
export const minutesLeft = (until: string, now: Date): string | null => {
  const left = new Date(until).getTime() - now.getTime()
  return left <= 0 ? null : say('counts.minutes', { count: Math.max(1, Math.round(left / 60_000)) })
}

/** 10:00–12:00 */
export const hours = (startsAt: string | Date, endsAt: string | Date, zone: string): string =>
  `${timeText(new Date(startsAt), zone)}–${timeText(new Date(endsAt), zone)}`

/** Today, tomorrow, or a weekday with its date. */
export const dayWords = (at: Date, zone: string, now: Date): string => {
  const date = localDate(at, zone)
  if (date === localDate(now, zone)) return say('bot.today')
  if (date === localDate(new Date(now.getTime() + 86_400_000), zone)) return say('bot.tomorrow')
  return dayText(at, zone, now)
}

export const statusText = (status: ParticipantStatus): string => say(`bot.status.${status}`)
export const statusMark = (status: ParticipantStatus): string => statusText(status).replace(/ .*$/, '')

export const cardHead = (card: Card, now: Date): Html => {
  const status = say(`bot.profile.status.${card.status}`)
  const on = card.lastMissedOn ? ` (${dateText(card.lastMissedOn, now)})` : ''
  return htmlLines(
    html`<b>${card.fullName}</b>`,
    say('bot.profile.card', { card: card.cardNumber ?? '—', status }),
    card.missed > 0 && `${say('bot.profile.missed', { missed: card.missed, of: card.of })}${on}`,
  )
}

/** Cuts a text that is too long for a button. */
export const short = (text: string, most = 40): string => {
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
