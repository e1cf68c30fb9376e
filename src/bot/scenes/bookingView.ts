import { localDate } from '@/domain/time/zone'
import { html, htmlLines, joinHtml, type Html } from '@/notifications/telegram/html'
import { visitorCard, type Card } from '@/operations/volunteers/card'
import { fits, fitted, fittedBefore } from '../format/fit'
import {
  brief,
  cardHead,
  cardLine,
  dayBrief,
  dayText,
  dayWords,
  hours,
  hoursText,
  placesLeft,
  timeText,
} from '../format/words'
import { calendar, monthTitle } from '../keyboards/calendar'
import { arrows } from '../keyboards/pages'
import type { BookingScene } from '../state'
import { button, HOME, type Button, type Turn, type View } from '../turn'
import { decapitalised } from './booking'
import { chosenSlots, freeSlots, isOpen, sameDay, slotsFor, whyNot, type NamedSlot } from './slots'
import { say } from '../format/say'

const SERVICES_PER_PAGE = 5
/** So many of the nearest times are one tap away; the rest stand in the calendar. */
const MOST_SLOTS = 5
const MOST_SAME_DAY = 4

export const bookingView = async (turn: Turn, scene: BookingScene): Promise<View> => {
  const card = await visitorCard(turn.payload, { id: scene.visitor, look: false, caller: turn.caller, now: turn.now })
  const atStart = scene.step === 'services' && scene.chosen.length === 0
  const { text, rows } = await bodyOf(turn, scene, card)
  return { text: html`${atStart ? cardHead(card, turn.now) : cardLine(card)}\n\n${text}`, rows, photo: card.photo }
}

type Body = { text: Html; rows: Button[][] }

const bodyOf = async (turn: Turn, scene: BookingScene, card: Card): Promise<Body> => {
  if (scene.step === 'comment') return commenting(scene)
  if (scene.step === 'photo')
    return {
      text: html`${say('bot.photo.replace')}`,
      rows: [[button(say('bot.photo.yes'), 'photo', { style: 'success' })], [button(say('bot.photo.no'), 'keepPhoto')]],
    }
  const slots = await slotsFor(turn, scene.visitor)
  switch (scene.step) {
    case 'places':
      return places(slots)
    case 'slots':
      return nearest(turn, scene, slots)
    case 'dates':
      return dates(turn, scene, slots)
    case 'times':
      return times(turn, scene, slots)
    case 'cart':
      return cart(turn, scene, slots)
    case 'confirm':
      return summary(turn, scene, card, slots)
    case 'services':
      return services(turn, scene, card, slots)
  }
}

const commenting = ({ comment }: BookingScene): Body => ({
  text: htmlLines(comment && html`💬 ${comment}`, say(comment ? 'bot.booking.newComment' : 'bot.booking.writeComment')),
  rows: [
    ...(comment ? [[button(say('bot.booking.clearComment'), 'clear')]] : []),
    [button(say('bot.booking.toCart'), 'back')],
  ],
})

export const tabs = (current: 'services' | 'ahead' | 'behind'): Button[] =>
  (['services', 'ahead', 'behind'] as const)
    .filter((tab) => tab !== current)
    .map((tab) => button(say(`bot.profile.tab.${tab}`), 'tab', { arg: tab }))

/** Back to what is being booked, or to the list of services. */
const backRow = ({ chosen }: BookingScene): Button[] => [
  button(say(chosen.length > 0 ? 'bot.booking.toCart' : 'bot.back'), 'back'),
  HOME,
]

const severalPlaces = (slots: readonly NamedSlot[]): boolean => new Set(slots.map(({ place }) => place)).size > 1

/** Service, nearest day, and which place if there are several. What is too long for a button is said above it. */
const offer = (slot: NamedSlot, now: Date, several: boolean): { button: Button; line: Html | null } => {
  const at = new Date(slot.startsAt)
  const [day, shorter] = [dayWords(at, slot.timezone, now), dayBrief(at, slot.timezone, now)]
  const where = several ? ` · ${slot.placeTitle}` : ''
  const head = `${slot.serviceTitle} · ${shorter}`
  // The end of a place's name is the first thing one can do without.
  const short = fits(`${head} · ${brief(slot.placeTitle, 5)}`) || !several ? `${head}${where}` : slot.serviceTitle
  const whole = short !== slot.serviceTitle && fits(head)
  return {
    button: button(fitted(1, `${slot.serviceTitle} · ${day}${where}`, whole ? short : slot.serviceTitle), 'service', {
      id: slot.service,
    }),
    line: whole ? null : html`${slot.serviceTitle}: ${day}${several ? `, ${slot.placeTitle}` : ''}`,
  }
}

const services = (turn: Turn, scene: BookingScene, card: Card, all: readonly NamedSlot[]): Body => {
  const here = turn.place
  const offered = all.filter(
    (slot) => (card.status !== 'new' || slot.registration) && (here === undefined || slot.place === here),
  )
  const byService = [...new Set(offered.map(({ service }) => service))].map((service) =>
    offered.filter((slot) => slot.service === service),
  )
  const taken = (slot: NamedSlot): boolean => scene.chosen.some(({ occurrence }) => occurrence === slot.occurrence)
  const free = byService
    .flatMap(([one]) => (one ? freeSlots(all, { ...scene, service: one.service }, here)[0] : undefined) ?? [])
    // Who is registered hardly ever needs a registration again.
    .sort((a, b) => Number(a.registration) - Number(b.registration) || a.startsAt.localeCompare(b.startsAt))
  const refused = byService.filter(
    (slots) => !slots.some((slot) => isOpen(slot) || taken(slot)) && !scene.told?.includes(slots[0]?.service ?? ''),
  )
  const openPlaces = new Set(all.filter(isOpen).map(({ place }) => place))
  const place = here === undefined ? undefined : all.find((slot) => slot.place === here)?.placeTitle
  const page = Math.min(scene.page ?? 0, Math.max(0, Math.ceil(free.length / SERVICES_PER_PAGE) - 1))
  const several = here === undefined && openPlaces.size > 1
  const shown = free
    .slice(page * SERVICES_PER_PAGE, (page + 1) * SERVICES_PER_PAGE)
    .map((slot) => offer(slot, turn.now, several))
  const chosen = slotLines(chosenSlots(all, scene), turn.now)
  const parts: Html[] = []
  if (chosen.length > 0) parts.push(joinHtml(chosen, '\n'))
  if (free.length > 0)
    parts.push(
      htmlLines(
        card.status === 'new' && say('bot.booking.registrationFirst'),
        html`<b>${say(chosen.length > 0 ? 'bot.booking.whereElse' : 'bot.booking.where')}</b>`,
      ),
    )
  else if (card.status === 'new') parts.push(html`${say('bot.booking.registrationNowhere')}`)
  else parts.push(html`${say(chosen.length > 0 ? 'bot.booking.nothingElse' : 'bot.booking.nothing')}`)
  const details = shown.flatMap(({ line }) => line ?? [])
  if (details.length > 0) parts.push(joinHtml(details, '\n'))
  if (refused.length > 0 && page === 0) parts.push(refusedText(refused))
  const where =
    openPlaces.size > 1 || here !== undefined
      ? [button(here === undefined ? say('bot.booking.allPlaces') : fitted(2, `📍 ${place ?? '—'}`), 'places')]
      : []
  return {
    text: joinHtml(parts, '\n\n'),
    rows: [
      ...shown.map((one) => [one.button]),
      arrows(page, free.length, SERVICES_PER_PAGE),
      scene.chosen.length > 0 ? [button(say('bot.booking.toCart'), 'back')] : tabs('services'),
      [...where, HOME],
    ],
  }
}

/** One line for all services with the same reason. */
const refusedText = (refused: readonly NamedSlot[][]): Html => {
  const byReason = new Map<string, string[]>()
  for (const slots of refused) {
    const reason = decapitalised(whyNot(slots))
    byReason.set(reason, [...(byReason.get(reason) ?? []), slots[0]?.serviceTitle ?? '—'])
  }
  return joinHtml(
    [...byReason].map(([reason, titles]) => html`🚫 ${titles.join(', ')}: ${reason}`),
    '\n',
  )
}

const places = (slots: readonly NamedSlot[]): Body => {
  const open = new Map(slots.filter(isOpen).map(({ place, placeTitle }) => [place, placeTitle]))
  return {
    text: html`<b>${say('bot.booking.whichPlace')}</b>`,
    rows: [
      [button(say('bot.booking.everywhere'), 'place')],
      ...[...open].map(([id, title]) => [button(fitted(1, title), 'place', { id })]),
      [button(say('bot.back'), 'back'), HOME],
    ],
  }
}

/**
 * What is chosen, by day and place: "вт, 1 декабря, Ясная" and under it "10:00–10:30 Душ". Nothing is said twice.
 */
export const slotLines = (slots: readonly NamedSlot[], now: Date): Html[] => {
  const groups = new Map<string, Html[]>()
  for (const { startsAt, endsAt, timezone, placeTitle, serviceTitle } of slots) {
    const where = `${dayText(new Date(startsAt), timezone, now)}, ${placeTitle}`
    const line = html`${hoursText(new Date(startsAt), new Date(endsAt), timezone)} <b>${serviceTitle}</b>`
    groups.set(where, [...(groups.get(where) ?? []), line])
  }
  return [...groups].flatMap(([where, lines]) => [html`${where}`, ...lines])
}

const titleOf = (scene: BookingScene, slots: readonly NamedSlot[]): Html =>
  html`<b>${slots.find(({ service }) => service === scene.service)?.serviceTitle ?? say('bot.booking.gone')}</b>`

/** A time as a button: what is left there is what this person could have. */
const slotButton = (slot: NamedSlot, now: Date, { several, day }: { several: boolean; day: boolean }): Button => {
  const [startsAt, endsAt] = [new Date(slot.startsAt), new Date(slot.endsAt)]
  const date = day ? `${dayBrief(startsAt, slot.timezone, now)}, ` : ''
  const where = several ? ` · ${slot.placeTitle}` : ''
  const from = `${date}${timeText(startsAt, slot.timezone)}`
  const text = fitted(
    1,
    `${date}${hours(startsAt, endsAt, slot.timezone)} · ${placesLeft(slot.free)}${where}`,
    `${from} · ${placesLeft(slot.free)}${where}`,
    `${from}${where}`,
  )
  return button(text, 'slot', { id: slot.occurrence })
}

const nearest = (turn: Turn, scene: BookingScene, slots: readonly NamedSlot[]): Body => {
  const open = freeSlots(slots, scene, turn.place)
  const several = severalPlaces(open)
  return {
    text: htmlLines(titleOf(scene, slots), say(open.length > 0 ? 'bot.booking.when' : 'bot.booking.noDates')),
    rows: [
      ...open.slice(0, MOST_SLOTS).map((slot) => [slotButton(slot, turn.now, { several, day: true })]),
      ...(open.length > MOST_SLOTS ? [[button(say('bot.booking.allDates'), 'dates')]] : []),
      backRow(scene),
    ],
  }
}

const dates = (turn: Turn, scene: BookingScene, slots: readonly NamedSlot[]): Body => {
  const all = [...new Set(freeSlots(slots, scene, turn.place).map(({ date }) => date))]
  const month = all.some((date) => date.startsWith(scene.month ?? '-'))
    ? (scene.month ?? '')
    : (all[0]?.slice(0, 7) ?? '')
  return {
    text: htmlLines(
      titleOf(scene, slots),
      all.length === 0 ? say('bot.booking.noDates') : say('bot.booking.whenInMonth', { month: monthTitle(month) }),
    ),
    rows: [...(all.length === 0 ? [] : calendar(all, month)), [button(say('bot.back'), 'back'), HOME]],
  }
}

const dayOf = ({ startsAt, timezone }: NamedSlot): string => localDate(new Date(startsAt), timezone)

const startOf = ({ startsAt, timezone }: NamedSlot): string => timeText(new Date(startsAt), timezone)

/** The morning of a night is on the day after its date, and says so: "ср 2 дек, ". */
const apart = (slot: NamedSlot, now: Date): string =>
  dayOf(slot) === slot.date ? '' : `${dayBrief(new Date(slot.startsAt), slot.timezone, now)}, `

const times = (turn: Turn, scene: BookingScene, slots: readonly NamedSlot[]): Body => {
  const open = freeSlots(slots, scene, turn.place).filter(({ date }) => date === scene.date)
  const several = severalPlaces(open)
  const [first] = open
  const day = first ? dayWords(new Date(first.startsAt), first.timezone, turn.now) : null
  return {
    text: htmlLines(titleOf(scene, slots), day, say(first ? 'bot.booking.whatTime' : 'bot.booking.noTimes')),
    rows: [
      // The morning of a night is on the day after its date.
      ...open.map((slot) => [slotButton(slot, turn.now, { several, day: dayOf(slot) !== scene.date })]),
      [button(say('bot.booking.otherDate'), 'back'), HOME],
    ],
  }
}

const summary = (turn: Turn, scene: BookingScene, { status }: Card, slots: readonly NamedSlot[]): Body => {
  const chosen = chosenSlots(slots, scene)
  const lost = scene.chosen.length - chosen.length
  // Who is registered needs no registration.
  const more = sameDay(slots, scene)
    .filter(({ registration }) => status === 'new' || !registration)
    .slice(0, MOST_SAME_DAY)
  const [first] = scene.chosen
  return {
    text: htmlLines(
      html`<b>${say('bot.booking.check')}</b>`,
      ...slotLines(chosen, turn.now),
      lost > 0 && say('bot.booking.gone'),
      scene.comment && html`💬 ${scene.comment}`,
      heldWords(turn, scene, chosen),
      more.length > 0 && html`\n${say('bot.booking.sameDay')}`,
    ),
    rows: [
      [button(say('bot.booking.confirm'), 'confirm', { style: 'success' })],
      ...more.map((slot) => [
        button(fittedBefore(`➕ ${slot.serviceTitle}`, ` · ${apart(slot, turn.now)}${startOf(slot)}`), 'slot', {
          id: slot.occurrence,
        }),
      ]),
      ...(scene.typed === undefined
        ? []
        : [[button(fitted(1, say('bot.booking.seek', { query: brief(scene.typed) })), 'seek')]]),
      [button(say(scene.comment ? 'bot.booking.otherComment' : 'bot.booking.comment'), 'comment')],
      [
        button(say('bot.booking.more'), 'more'),
        scene.chosen.length > 1
          ? button(say('bot.booking.changeCart'), 'cart')
          : button(say('bot.booking.otherTime'), 'change', { id: first?.occurrence }),
      ],
      [HOME],
    ],
  }
}

/** Until when, not for how long: a message does not tick. */
const heldWords = ({ now }: Turn, { chosen }: BookingScene, slots: readonly NamedSlot[]): string | null => {
  const until = chosen.map(({ expiresAt }) => new Date(expiresAt)).sort((a, b) => a.getTime() - b.getTime())[0]
  const zone = slots[0]?.timezone
  if (!until || zone === undefined) return null
  if (until <= now) return say('bot.booking.heldNoMore')
  return say('bot.booking.held', { time: timeText(until, zone) })
}

const cart = (turn: Turn, scene: BookingScene, slots: readonly NamedSlot[]): Body => ({
  text: htmlLines(html`<b>${say('bot.booking.changeWhat')}</b>`, ...slotLines(chosenSlots(slots, scene), turn.now)),
  rows: [
    ...scene.chosen.map(({ occurrence }) => {
      const title = slots.find((slot) => slot.occurrence === occurrence)?.serviceTitle ?? say('bot.booking.gone')
      return [
        button(fitted(2, say('bot.booking.time', { service: title })), 'change', { id: occurrence }),
        button(fitted(2, say('bot.booking.drop', { service: title })), 'drop', { id: occurrence }),
      ]
    }),
    [button(say('bot.booking.toCart'), 'back'), HOME],
  ],
})
