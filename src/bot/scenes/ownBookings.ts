import { html, htmlLines } from '@/notifications/telegram/html'
import { cancel } from '@/operations/bookings/cancel'
import { bookingsOfVolunteer, type OwnBooking } from '@/operations/volunteers/bookings'
import { dayWords, hours, short, statusMark, statusText, whenText } from '../format/words'
import type { OwnBookingsScene } from '../state'
import { button, HOME, requireWrite, type Button, type SceneOf, type Turn } from '../turn'
import { say } from '../format/say'

const PER_PAGE = 6
const MOST = 200

const own = async (turn: Turn): Promise<OwnBooking[]> =>
  (await bookingsOfVolunteer(turn.payload, { volunteer: turn.volunteer.id, now: turn.now, most: MOST })).bookings

/** The volunteer's own bookings from today on. */
export const ownBookings: SceneOf<OwnBookingsScene> = {
  view: async (turn, scene) => {
    const all = await own(turn)
    const one = scene.step === 'list' ? undefined : all.find(({ id }) => id === scene.participant)
    if (one) return single(turn, scene, one)
    const page = Math.min(scene.page, Math.max(0, Math.ceil(all.length / PER_PAGE) - 1))
    const shown = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
    const bookings = say('counts.bookings', { count: all.length })
    return {
      text:
        all.length === 0
          ? html`<b>${say('bot.ownBookings.title')}</b>\n\n${say('bot.ownBookings.none')}`
          : html`<b>${say('bot.ownBookings.title')}</b>: ${say('bot.ownBookings.many', { bookings })}`,
      rows: [
        ...shown.map((booking) => [button(short(lineOf(turn, booking), 60), 'booking', { id: booking.id })]),
        arrows(page, all.length, PER_PAGE),
        [HOME],
      ],
    }
  },
  tap: async (turn, scene, { verb, id, arg }) => {
    if (verb === 'page') return { scene: { ...scene, step: 'list', page: Number(arg) || 0 } }
    if (verb === 'booking' && id !== undefined) return { scene: { ...scene, step: 'one', participant: id } }
    if (verb === 'back') return { scene: { ...scene, step: scene.step === 'sure' ? 'one' : 'list' } }
    if (verb === 'cancel') return { scene: { ...scene, step: 'sure' } }
    if (verb !== 'cancelSure' || id === undefined) return null
    requireWrite(turn)
    await cancel(turn.payload, { id, reason: null, caller: turn.caller, now: turn.now })
    return {
      scene: { ...scene, step: 'list', participant: undefined },
      notice: say('bot.ownBookings.cancelled'),
      good: true,
    }
  },
}

const lineOf = (turn: Turn, { status, startsAt, endsAt, timezone, fullName, service }: OwnBooking): string =>
  `${statusMark(status)} ${dayWords(startsAt, timezone, turn.now)} ${hours(startsAt, endsAt, timezone)} · ` +
  `${fullName} · ${service}`

const single = (
  turn: Turn,
  { step }: OwnBookingsScene,
  { id, fullName, cardNumber, service, place, startsAt, endsAt, timezone, status }: OwnBooking,
) => {
  const text = htmlLines(
    html`<b>${fullName}</b>, ${say('bot.card', { card: cardNumber ?? '—' })}`,
    service,
    whenText(startsAt, endsAt, timezone, turn.now),
    place,
    statusText(status),
  )
  if (step === 'sure')
    return {
      text: html`${text}\n\n<b>${say('bot.ownBookings.sure')}</b> ${say('bot.ownBookings.freed')}`,
      rows: [
        [button(say('bot.ownBookings.cancelSure'), 'cancelSure', { id })],
        [button(say('bot.ownBookings.keep'), 'back')],
      ],
    }
  return {
    text,
    rows: [
      ...(status === 'expected' && endsAt > turn.now ? [[button(say('bot.ownBookings.cancel'), 'cancel')]] : []),
      [button(say('bot.backToList'), 'back'), HOME],
    ],
  }
}

export const arrows = (page: number, total: number, perPage: number): Button[] => [
  ...(page > 0 ? [button(say('bot.earlier'), 'page', { arg: String(page - 1) })] : []),
  ...((page + 1) * perPage < total ? [button(say('bot.later'), 'page', { arg: String(page + 1) })] : []),
]
