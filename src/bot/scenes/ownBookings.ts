import { html, htmlLines } from '@/notifications/telegram/html'
import { bookingsOfVolunteer, type OwnBooking } from '@/operations/volunteers/bookings'
import { pageOf } from '../callback-data/action'
import { fittedName } from '../format/fit'
import { say } from '../format/say'
import { dayBrief, markOf, outcomeText, timeText } from '../format/words'
import { arrows, pageWords } from '../keyboards/pages'
import type { OnRecord, OwnBookingsScene } from '../state'
import { button, HOME, type SceneOf, type Turn } from '../turn'
import { namesakeLines, namesakesIn } from './namesakes'
import { recordTap, recordText, recordView } from './record'

const PER_PAGE = 6

const at =
  (scene: OwnBookingsScene) =>
  (step: OwnBookingsScene['step'], over: Partial<OnRecord> = {}): OwnBookingsScene => ({ ...scene, ...over, step })

/** The volunteer's own bookings from today on. */
export const ownBookings: SceneOf<OwnBookingsScene> = {
  view: async (turn, scene) => {
    const one = scene.step === 'list' ? null : await recordView(turn, scene)
    if (one) return one
    const { bookings, total, page } = await bookingsOfVolunteer(turn.payload, {
      volunteer: turn.volunteer.id,
      now: turn.now,
      page: scene.page,
      perPage: PER_PAGE,
    })
    const namesakes = namesakesIn(bookings)
    return {
      text: htmlLines(
        html`<b>${say('bot.ownBookings.title')}</b>`,
        total === 0
          ? say('bot.ownBookings.none')
          : say('bot.ownBookings.many', { bookings: say('counts.bookings', { count: total }) }),
        pageWords(page, total, PER_PAGE),
        ...(await namesakeLines(turn, { all: bookings, shown: bookings })),
      ),
      rows: [
        ...bookings.map((booking) => [
          button(lineOf(turn, booking, namesakes.has(booking.visitor)), 'booking', { id: booking.id }),
        ]),
        arrows(page, total, PER_PAGE),
        [HOME],
      ],
    }
  },
  tap: async (turn, scene, action) => {
    if (action.verb === 'page') return { scene: { ...scene, step: 'list', page: pageOf(action.arg) } }
    return recordTap(turn, scene, action, at(scene), 'one')
  },
  text: (turn, scene, text) => recordText(turn, scene, text, at(scene)),
}

const lineOf = ({ now }: Turn, booking: OwnBooking, withCard: boolean): string => {
  const { status, startsAt, endsAt, timezone, fullName, cardNumber } = booking
  const card = withCard ? ` · ${cardNumber ?? '—'}` : ''
  return fittedName(
    fullName,
    `${card} · ${dayBrief(startsAt, timezone, now)}, ${timeText(startsAt, timezone)}`,
    `${markOf(outcomeText({ status, over: endsAt <= now }))} `,
  )
}
