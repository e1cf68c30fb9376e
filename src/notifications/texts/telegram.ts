import { cutHtml, html, htmlLines, type Html } from '@/notifications/telegram/html'
import { localDate } from '@/domain/time/zone'
import { listText, peopleIn, whereText, type Section } from './people'
import { messageHtml } from './messageHtml'
import { say } from './say'
import { dateText, hoursText, timeText, whenText } from './words'

/** The hours of a service among others of a date; the morning after an evening is another day. */
const hoursOn = (date: string, { startsAt, endsAt, timezone }: Section, now: Date): string =>
  localDate(startsAt, timezone) === date
    ? hoursText(startsAt, endsAt, timezone)
    : whenText(startsAt, endsAt, timezone, now)

const startOn = (date: string, { startsAt, timezone }: Section, now: Date): string =>
  localDate(startsAt, timezone) === date ? timeText(startsAt, timezone) : dateTime(startsAt, timezone, now)

const atPlace = (section: Section, now: Date): Html =>
  htmlLines(
    html`<b>${whenText(section.startsAt, section.endsAt, section.timezone, now)}</b>`,
    section.service,
    whereText(section),
  )
const peopleOf = (sections: readonly Section[]): string => say('counts.people', { count: peopleIn(sections) })

export const bookingConfirmedText = (sections: readonly Section[], now: Date): Html =>
  cutHtml(html`✅ <b>${say('telegram.confirmed')}</b>\n\n${listText(sections, (section) => atPlace(section, now))}`)

type Left = Pick<Section, 'service' | 'startsAt' | 'endsAt' | 'timezone' | 'place' | 'address'>

/**
 * `before` is the old start, or the old end if only that changed; null if only the place changed, or only its zone;
 * `left` is the other occurrence from where the booking was moved.
 */
export type MovedSection = Section & { before: { at: Date; end: boolean } | { left: Left } | 'zone' | null }

export const bookingsMovedText = (sections: readonly MovedSection[], now: Date): Html => {
  const was = ({ before, timezone }: MovedSection): Html | string => {
    if (!before) return html`${say('telegram.newPlace')}`
    if (before === 'zone') return html`${say('telegram.newZone')}`
    if ('left' in before) {
      const { left } = before
      const when = whenText(left.startsAt, left.endsAt, left.timezone, now)
      return messageHtml('telegram.wasAt', { service: left.service, when, place: left.place })
    }
    return before.end
      ? messageHtml('telegram.wasUntil', { time: timeText(before.at, timezone) })
      : messageHtml('telegram.was', { when: dateTime(before.at, timezone, now) })
  }
  const head = (section: MovedSection): Html =>
    htmlLines(
      html`<b>${section.service}</b>`,
      was(section),
      messageHtml('telegram.now', {
        when: html`<b>${whenText(section.startsAt, section.endsAt, section.timezone, now)}</b>`,
      }),
      whereText(section),
    )
  return cutHtml(
    htmlLines(
      html`🔁 <b>${say('telegram.moved', { people: peopleOf(sections) })}</b>`,
      say('telegram.warn'),
      '',
      listText(sections, head),
    ),
  )
}

const dateTime = (at: Date, zone: string, now: Date): string => whenText(at, at, zone, now).replace(/–.*$/, '')

export const bookingsCancelledText = (sections: readonly Section[], reason: string | null, now: Date): Html => {
  return cutHtml(
    htmlLines(
      html`❌ <b>${say('telegram.cancelled', { people: peopleOf(sections) })}</b>`,
      reason && say('telegram.reason', { reason }),
      say('telegram.warn'),
      '',
      listText(sections, (section) => atPlace(section, now)),
    ),
  )
}

export const reminderText = (
  sections: readonly Section[],
  { date, today, now }: { date: string; today: boolean; now: Date },
): Html => {
  const head = (section: Section): Html =>
    htmlLines(html`<b>${hoursOn(date, section, now)}</b> ${section.service}`, whereText(section))
  const facts = { date: dateText(date, now), people: peopleOf(sections) }
  return cutHtml(
    htmlLines(
      html`⏰ <b>${say(today ? 'telegram.today' : 'telegram.tomorrow', facts)}</b>`,
      say('telegram.yourPeople'),
      '',
      listText(sections, head),
    ),
  )
}

export const missedText = (sections: readonly Section[], { date, now }: { date: string; now: Date }): Html => {
  const head = (section: Section): Html =>
    html`<b>${startOn(date, section, now)}</b> ${section.service}, ${section.place}`
  return cutHtml(
    htmlLines(
      html`<b>${say('telegram.missed', { date: dateText(date, now), people: peopleOf(sections) })}</b>`,
      say('telegram.missedOfYours'),
      '',
      listText(sections, head),
    ),
  )
}

export type Announced = {
  title: string
  /** The dates in words: "каждый вторник", or the date itself. */
  when: string
  startTime: string
  endTime: string
  endsNextDay: boolean
  place: string
  address: string | null
  next: string | null
  services: readonly { title: string; startTime: string; endTime: string; capacity: number }[]
}

export const eventAnnouncedText = (
  { title, when, startTime, endTime, endsNextDay, place, address, next, services }: Announced,
  now: Date,
): Html => {
  const lines = services.map((line) => {
    const hours = `${line.startTime}–${line.endTime}`
    const places = say('counts.places', { count: line.capacity })
    return `• ${say('telegram.serviceLine', { hours, service: line.title, places })}`
  })
  const hours = `${startTime}–${endTime}`
  return cutHtml(
    htmlLines(
      html`📣 <b>${title}</b>`,
      `${when}, ${endsNextDay ? say('telegram.nextDay', { hours }) : hours}`,
      next && say('telegram.nextDate', { date: dateText(next, now) }),
      whereText({ place, address }),
      '',
      ...lines,
      '',
      say('telegram.bookInBot'),
    ),
  )
}
