import { html, htmlLines, joinHtml, type Html } from '@/notifications/telegram/html'
import { visitorCard, visitsOf, type Card } from '@/operations/volunteers/card'
import {
  cardHead,
  dateText,
  dayWords,
  hours,
  minutesLeft,
  placesLeft,
  short,
  statusText,
  whenText,
} from '../format/words'
import { calendar, monthTitle } from '../keyboards/calendar'
import type { BookingScene } from '../state'
import { button, HOME, type Button, type Turn, type View } from '../turn'
import { arrows } from './ownBookings'
import { freeSlots, isOpen, slotsFor, whyNot, type NamedSlot } from './slots'
import { say } from '../format/say'

/** Up to this many dates are listed; more become a calendar. */
const FEW_DATES = 5
const MOST_VISITS = 12

export const bookingView = async (turn: Turn, scene: BookingScene): Promise<View> => {
  const card = await visitorCard(turn.payload, { id: scene.visitor, look: false, caller: turn.caller, now: turn.now })
  const head = cardHead(card, turn.now)
  const { text, rows } = await bodyOf(turn, scene, card)
  return { text: html`${head}\n\n${text}`, rows, photo: card.photo }
}

type Body = { text: Html; rows: Button[][] }

const bodyOf = async (turn: Turn, scene: BookingScene, card: Card): Promise<Body> => {
  if (scene.step === 'upcoming' || scene.step === 'history') return visits(turn, scene, scene.step)
  if (scene.step === 'comment')
    return { text: html`${say('bot.booking.writeComment')}`, rows: [[button(say('bot.back'), 'back')]] }
  const slots = await slotsFor(turn, scene.visitor)
  if (scene.step === 'places') return places(slots)
  if (scene.step === 'dates') return dates(turn, scene, slots)
  if (scene.step === 'slots') return times(turn, scene, slots)
  return scene.step === 'confirm' ? summary(turn, scene, slots) : services(turn, scene, card, slots)
}

const tabs = (step: BookingScene['step']): Button[] =>
  (['services', 'upcoming', 'history'] as const).map((tab) => {
    const text = say(`bot.profile.tab.${tab}`)
    return button(tab === step ? `• ${text}` : text, 'tab', { arg: tab })
  })

/** The number of characters a phone shows on one button. */
const ROW = 40
const SERVICES_PER_PAGE = 6
const MOST_ROWS = 6

/** Service, day and free places. What is too long for a button goes into the text above it. */
const offer = (slot: NamedSlot, now: Date): { button: Button; line: Html | null } => {
  const day = dayWords(new Date(slot.startsAt), slot.timezone, now)
  const whole = `${slot.serviceTitle} · ${day} · ${placesLeft(slot.free)}`
  const fits = Array.from(whole).length <= ROW
  return {
    button: button(fits ? whole : short(slot.serviceTitle, ROW), 'service', { id: slot.service }),
    line: fits ? null : html`${slot.serviceTitle}: ${day}, ${placesLeft(slot.free)}`,
  }
}

const services = (turn: Turn, scene: BookingScene, card: Card, all: readonly NamedSlot[]): Body => {
  const offered = all.filter(
    (slot) => (card.status !== 'new' || slot.registration) && (scene.place === undefined || slot.place === scene.place),
  )
  const byService = [...new Set(offered.map(({ service }) => service))].map((service) =>
    offered.filter((slot) => slot.service === service),
  )
  const taken = (slot: NamedSlot): boolean => scene.chosen.some(({ occurrence }) => occurrence === slot.occurrence)
  const free = byService
    .flatMap((slots) => slots.find((slot) => isOpen(slot) && !taken(slot)) ?? [])
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
  const refused = byService.filter((slots) => !slots.some((slot) => isOpen(slot)))
  const openPlaces = new Set(all.filter(isOpen).map(({ place }) => place))
  const place = scene.place === undefined ? undefined : all.find((slot) => slot.place === scene.place)?.placeTitle
  const page = Math.min(scene.page ?? 0, Math.max(0, Math.ceil(free.length / SERVICES_PER_PAGE) - 1))
  const shown = free
    .slice(page * SERVICES_PER_PAGE, (page + 1) * SERVICES_PER_PAGE)
    .map((slot) => offer(slot, turn.now))
  const details = shown.flatMap(({ line }) => line ?? [])
  const chosen = all
    .filter(taken)
    .map(({ serviceTitle, startsAt, timezone }) =>
      say('bot.booking.held', { service: serviceTitle, day: dayWords(new Date(startsAt), timezone, turn.now) }),
    )
  const first = card.status === 'new' ? ` ${say('bot.booking.registrationFirst')}` : null
  const parts: Html[] = chosen.length > 0 ? [joinHtml(chosen, '\n')] : []
  if (free.length > 0)
    parts.push(html`<b>${say(chosen.length > 0 ? 'bot.booking.whereElse' : 'bot.booking.where')}</b>${first}`)
  else if (card.status === 'new') parts.push(html`${say('bot.booking.registrationNowhere')}`)
  else parts.push(html`${say(chosen.length > 0 ? 'bot.booking.nothingElse' : 'bot.booking.nothing')}`)
  if (details.length > 0) parts.push(joinHtml(details, '\n'))
  if (place !== undefined) parts.push(html`📍 ${place}`)
  if (refused.length > 0 && page === 0)
    parts.push(
      joinHtml(
        refused.map((slots) => html`🚫 ${slots[0]?.serviceTitle}: ${whyNot(slots)}`),
        '\n',
      ),
    )
  const where =
    openPlaces.size > 1 || scene.place !== undefined
      ? [button(place === undefined ? say('bot.booking.allPlaces') : `📍 ${short(place, 20)}`, 'places')]
      : []
  return {
    text: joinHtml(parts, '\n\n'),
    rows: [
      ...shown.map((one) => [one.button]),
      arrows(page, free.length, SERVICES_PER_PAGE),
      scene.chosen.length > 0 ? [button(say('bot.booking.toCart'), 'back')] : tabs(scene.step),
      [...where, HOME],
    ],
  }
}

const places = (slots: readonly NamedSlot[]): Body => {
  const open = new Map(slots.filter(isOpen).map(({ place, placeTitle }) => [place, placeTitle]))
  return {
    text: html`<b>${say('bot.booking.whichPlace')}</b>`,
    rows: [
      [button(say('bot.booking.everywhere'), 'place')],
      ...[...open].map(([id, title]) => [button(short(title), 'place', { id })]),
      [button(say('bot.back'), 'back'), HOME],
    ],
  }
}

const dates = (turn: Turn, scene: BookingScene, slots: readonly NamedSlot[]): Body => {
  const open = freeSlots(slots, scene)
  const all = [...new Set(open.map(({ date }) => date))]
  const month = all.some((date) => date.startsWith(scene.month ?? '-'))
    ? (scene.month ?? '')
    : (all[0]?.slice(0, 7) ?? '')
  const few = all.map((date) => {
    const ofDate = open.filter((slot) => slot.date === date)
    return [
      button(`${dateText(date, turn.now)} · ${placesLeft(ofDate.reduce((sum, { free }) => sum + free, 0))}`, 'date', {
        arg: date,
      }),
    ]
  })
  const title = slots.find(({ service }) => service === scene.service)?.serviceTitle
  const text =
    all.length === 0
      ? html`<b>${title}</b>\n${say('bot.booking.noDates')}`
      : all.length <= FEW_DATES
        ? html`<b>${title}</b>\n${say('bot.booking.when')}`
        : html`<b>${title}</b>\n${say('bot.booking.whenInMonth', { month: monthTitle(month) })}`
  return {
    text,
    rows: [...(all.length <= FEW_DATES ? few : calendar(all, month)), [button(say('bot.back'), 'back'), HOME]],
  }
}

const times = (turn: Turn, scene: BookingScene, slots: readonly NamedSlot[]): Body => {
  const open = freeSlots(slots, scene).filter(({ date }) => date === scene.date)
  const several = new Set(open.map(({ place }) => place)).size > 1
  const buttons = open.map((slot) =>
    button(
      short(
        `${hours(slot.startsAt, slot.endsAt, slot.timezone)} · ` +
          `${placesLeft(slot.free)}${several ? ` · ${slot.placeTitle}` : ''}`,
        ROW,
      ),
      'slot',
      { id: slot.occurrence },
    ),
  )
  // A day of half-hours would need scrolling, so two times share a row.
  const perRow = open.length > MOST_ROWS && !several ? 2 : 1
  const rows = buttons.flatMap((_, index) => (index % perRow === 0 ? [buttons.slice(index, index + perRow)] : []))
  const title = slots.find(({ service }) => service === scene.service)?.serviceTitle
  const text =
    open.length === 0
      ? html`<b>${title}</b>\n${say('bot.booking.noTimes')}`
      : html`<b>${title}</b>, ${dateText(scene.date ?? '', turn.now)}\n${say('bot.booking.whatTime')}`
  return { text, rows: [...rows, [button(say('bot.booking.otherDate'), 'back'), HOME]] }
}

const summary = (turn: Turn, scene: BookingScene, slots: readonly NamedSlot[]): Body => {
  const lines = scene.chosen.map(({ occurrence, expiresAt }) => {
    const slot = slots.find((one) => one.occurrence === occurrence)
    if (!slot) return html`• ${say('bot.booking.gone')}`
    const left = minutesLeft(expiresAt, turn.now)
    return htmlLines(
      html`• <b>${slot.serviceTitle}</b>`,
      whenText(new Date(slot.startsAt), new Date(slot.endsAt), slot.timezone, turn.now),
      slot.placeTitle,
      html`${left ? say('bot.booking.heldFor', { minutes: left }) : say('bot.booking.heldNoMore')}`,
    )
  })
  const comment = scene.comment ? html`\n\n💬 ${scene.comment}` : null
  const several = scene.chosen.length > 1
  return {
    text: html`<b>${say('bot.booking.check')}</b>\n\n${joinHtml(lines, '\n\n')}${comment}`,
    rows: [
      [button(say('bot.booking.confirm'), 'confirm')],
      [button(say('bot.booking.more'), 'more'), button(say('bot.booking.comment'), 'comment')],
      ...(several
        ? scene.chosen.map(({ occurrence }) => [
            button(
              short(
                say('bot.booking.drop', {
                  service: slots.find((one) => one.occurrence === occurrence)?.serviceTitle ?? '',
                }),
              ),
              'drop',
              { id: occurrence },
            ),
          ])
        : []),
      [button(say('bot.booking.otherTime'), 'back'), HOME],
    ],
  }
}

const visits = async (turn: Turn, scene: BookingScene, when: 'upcoming' | 'history'): Promise<Body> => {
  const rows = (await visitsOf(turn.payload, { id: scene.visitor, when, now: turn.now })).slice(0, MOST_VISITS)
  const lines = rows.map(({ startsAt, endsAt, timezone, service, place, status }) =>
    htmlLines(
      html`• ${whenText(startsAt, endsAt, timezone, turn.now)}`,
      html`${service.title}, ${place.title}`,
      statusText(status),
    ),
  )
  const none = say(when === 'upcoming' ? 'bot.profile.noUpcoming' : 'bot.profile.noHistory')
  return { text: lines.length > 0 ? joinHtml(lines, '\n') : html`${none}`, rows: [tabs(scene.step), [HOME]] }
}
