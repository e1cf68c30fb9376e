import { cutHtml, html, joinHtml, type Html } from '@/notifications/telegram/html'
import { listText, whereText, type Section } from './people'
import { messageHtml } from './messageHtml'
import { say } from './say'
import { dateText, timeText, whenText } from './words'

const atPlace = (section: Section, now: Date): Html =>
  html`<b>${whenText(section.startsAt, section.endsAt, section.timezone, now)}</b>\n${section.service}\n${whereText(section)}`
const peopleOf = (sections: readonly Section[]): string =>
  say('counts.people', { count: sections.reduce((sum, { people }) => sum + people.length, 0) })

export const bookingConfirmedText = (sections: readonly Section[], now: Date): Html =>
  cutHtml(html`✅ <b>${say('telegram.confirmed')}</b>\n\n${listText(sections, (section) => atPlace(section, now))}`)

/** `before` is the old start, or the old end if only that changed; null if only the place changed. */
export type MovedSection = Section & { before: { at: Date; end: boolean } | null }

export const bookingsMovedText = (sections: readonly MovedSection[], now: Date): Html => {
  const was = ({ before, timezone }: MovedSection): Html | string => {
    if (!before) return html`${say('telegram.newPlace')}`
    return before.end
      ? messageHtml('telegram.wasUntil', { time: timeText(before.at, timezone) })
      : messageHtml('telegram.was', { when: dateTime(before.at, timezone, now) })
  }
  const head = (section: MovedSection): Html =>
    html`<b>${section.service}</b>\n${was(section)}\n${messageHtml('telegram.now', { when: html`<b>${whenText(section.startsAt, section.endsAt, section.timezone, now)}</b>` })}\n${whereText(section)}`
  return cutHtml(
    html`🔁 <b>${say('telegram.moved', { people: peopleOf(sections) })}</b>\n${say('telegram.warn')}\n\n${listText(sections, head)}`,
  )
}

const dateTime = (at: Date, zone: string, now: Date): string => whenText(at, at, zone, now).replace(/–.*$/, '')

export const bookingsCancelledText = (sections: readonly Section[], reason: string | null, now: Date): Html => {
  const why = reason ? html`${say('telegram.reason', { reason })}\n` : null
  return cutHtml(
    html`❌ <b>${say('telegram.cancelled', { people: peopleOf(sections) })}</b>\n${why}${say('telegram.warn')}\n\n${listText(sections, (section) => atPlace(section, now))}`,
  )
}

export const reminderText = (
  sections: readonly Section[],
  { date, today, now }: { date: string; today: boolean; now: Date },
): Html => {
  const head = (section: Section): Html =>
    html`<b>${timeText(section.startsAt, section.timezone)}–${timeText(section.endsAt, section.timezone)}</b> ${section.service}\n${whereText(section)}`
  return cutHtml(
    html`⏰ <b>${say(today ? 'telegram.today' : 'telegram.tomorrow', { date: dateText(date, now), people: peopleOf(sections) })}</b>\n${say('telegram.yourPeople')}\n\n${listText(sections, head)}`,
  )
}

export const missedText = (sections: readonly Section[], { date, now }: { date: string; now: Date }): Html => {
  const head = (section: Section): Html =>
    html`<b>${timeText(section.startsAt, section.timezone)}</b> ${section.service}, ${section.place}`
  return cutHtml(
    html`<b>${say('telegram.missed', { date: dateText(date, now), people: peopleOf(sections) })}</b>\n${say('telegram.missedOfYours')}\n\n${listText(sections, head)}`,
  )
}

export type Announced = {
  title: string
  /** The dates in words: "каждый вторник", or the date itself. */
  when: string
  startTime: string
  endTime: string
  place: string
  address: string | null
  next: string | null
  services: readonly { title: string; startTime: string; endTime: string; capacity: number }[]
}

export const eventAnnouncedText = (
  { title, when, startTime, endTime, place, address, next, services }: Announced,
  now: Date,
): Html => {
  const lines = services.map(
    (line) =>
      html`• ${say('telegram.serviceLine', { hours: `${line.startTime}–${line.endTime}`, service: line.title, places: say('counts.places', { count: line.capacity }) })}`,
  )
  const first = next ? html`\n${say('telegram.nextDate', { date: dateText(next, now) })}` : null
  return cutHtml(
    html`📣 <b>${title}</b>\n${when}, ${startTime}–${endTime}${first}\n${whereText({ place, address })}\n\n${joinHtml(lines, '\n')}\n\n${say('telegram.bookInBot')}`,
  )
}
