import { refusalsOf } from '@/domain/errors'
import { sentence } from '@/i18n'
import { book } from '@/operations/bookings/book'
import { hold, HOLD_MINUTES } from '@/operations/holds/hold'
import { count } from '@/operations/metrics/counts'
import { visitorCard } from '@/operations/volunteers/card'
import type { Action } from '../callback-data/action'
import type { BookingScene, Chosen } from '../state'
import { requireWrite, type Next, type SceneOf, type Turn } from '../turn'
import { bookingView } from './bookingView'
import { freeSlots, slotsFor, whyNot, type NamedSlot } from './slots'
import { LANGUAGE, say } from '../format/say'

const LONGEST_COMMENT = 500

/** A visitor's profile, which opens on the services they can book, and the steps to a booking. */
export const booking: SceneOf<BookingScene> = {
  view: bookingView,
  tap: async (turn, scene, action) => {
    const step = STEPS[action.verb]
    return step ? step(turn, scene, action) : null
  },
  text: (turn, scene, text) => {
    if (scene.step !== 'comment') return null
    const comment = text.trim()
    if (comment.length > LONGEST_COMMENT)
      return { scene, notice: say('bot.booking.longComment', { most: LONGEST_COMMENT }) }
    return { scene: { ...scene, step: 'confirm', comment } }
  },
}

/** Opens a profile and records the look. */
export const openVisitor = async (turn: Turn, visitor: string, words?: string, good = false): Promise<Next> => {
  await visitorCard(turn.payload, { id: visitor, look: true, caller: turn.caller, now: turn.now })
  return {
    scene: { name: 'booking', visitor, step: 'services', chosen: [] },
    ...(words !== undefined && { notice: words, good }),
  }
}

type Step = (turn: Turn, scene: BookingScene, action: Action) => Promise<Next | null> | Next | null

const STEPS: Partial<Record<Action['verb'], Step>> = {
  tab: (_, scene, { arg }) => ({
    scene: { ...scene, step: arg === 'upcoming' || arg === 'history' ? arg : 'services' },
  }),
  places: (_, scene) => ({ scene: { ...scene, step: 'places' } }),
  place: (_, scene, { id }) => ({ scene: { ...scene, step: 'services', place: id, page: 0 } }),
  page: (_, scene, { arg }) => ({ scene: { ...scene, step: 'services', page: Number(arg) || 0 } }),
  month: (_, scene, { arg }) => ({ scene: { ...scene, step: 'dates', month: arg } }),
  service: async (turn, scene, { id }) => {
    const slots = freeSlots(await slotsFor(turn, scene.visitor), { ...scene, service: id })
    const dates = [...new Set(slots.map(({ date }) => date))]
    if (dates.length === 0)
      return {
        scene: { ...scene, step: 'services', service: undefined },
        notice: whyNot((await slotsFor(turn, scene.visitor)).filter(({ service }) => service === id)),
      }
    const chosen = { ...scene, service: id, month: dates[0]?.slice(0, 7) }
    return dates.length === 1
      ? onDate(turn, chosen, dates[0] ?? '', slots)
      : { scene: { ...chosen, step: 'dates', date: undefined } }
  },
  date: async (turn, scene, { arg }) =>
    onDate(turn, scene, arg ?? '', freeSlots(await slotsFor(turn, scene.visitor), scene)),
  slot: (turn, scene, { id }) => (id === undefined ? null : choose(turn, scene, id)),
  more: (_, scene) => ({ scene: { ...scene, step: 'services', service: undefined, date: undefined, page: 0 } }),
  drop: (_, scene, { id }) => {
    const chosen = scene.chosen.filter(({ occurrence }) => occurrence !== id)
    return { scene: { ...scene, chosen, step: chosen.length > 0 ? 'confirm' : 'services' } }
  },
  comment: (_, scene) => ({ scene: { ...scene, step: 'comment' } }),
  confirm: (turn, scene) => confirm(turn, scene),
  back: (_, scene) => ({ scene: backFrom(scene) }),
}

const backFrom = (scene: BookingScene): BookingScene => {
  if (scene.step === 'slots') return { ...scene, step: 'dates' }
  if (scene.step === 'comment') return { ...scene, step: 'confirm' }
  if (scene.step === 'confirm') return { ...scene, step: 'slots', chosen: scene.chosen.slice(0, -1) }
  return { ...scene, step: scene.chosen.length > 0 && scene.step === 'services' ? 'confirm' : 'services' }
}

const onDate = (turn: Turn, scene: BookingScene, date: string, open: readonly NamedSlot[]): Promise<Next> | Next => {
  const slots = open.filter((slot) => slot.date === date)
  const [only] = slots
  if (!only) return { scene: { ...scene, step: 'dates', date: undefined }, notice: say('bot.booking.dateFull') }
  return slots.length === 1
    ? choose(turn, { ...scene, date }, only.occurrence)
    : { scene: { ...scene, step: 'slots', date } }
}

/** Holds the place for this volunteer and visitor from now on. */
const choose = async (turn: Turn, scene: BookingScene, occurrence: string): Promise<Next> => {
  requireWrite(turn)
  try {
    const held = await hold(turn.payload, {
      visitor: scene.visitor,
      occurrence,
      caller: turn.caller,
      now: turn.now,
      key: turn.key,
    })
    const chosen: Chosen = {
      occurrence,
      hold: held.id,
      expiresAt: new Date(turn.now.getTime() + HOLD_MINUTES * 60_000).toISOString(),
    }
    return {
      scene: {
        ...scene,
        step: 'confirm',
        chosen: [...scene.chosen.filter((one) => one.occurrence !== occurrence), chosen],
      },
    }
  } catch (error) {
    return refused(turn, scene, error)
  }
}

const confirm = async (turn: Turn, scene: BookingScene): Promise<Next> => {
  requireWrite(turn)
  const occurrences = scene.chosen.map(({ occurrence }) => occurrence)
  if (occurrences.length === 0) return { scene: { ...scene, step: 'services' }, notice: say('bot.booking.chooseFirst') }
  const request = { visitor: scene.visitor, occurrences, comment: scene.comment ?? null }
  try {
    const { participants } = await book(turn.payload, request, {
      caller: turn.caller,
      now: turn.now,
      route: 'POST /bookings',
      key: turn.key,
      body: request,
    })
    const ids = participants.map(({ id }) => id)
    return {
      scene: { name: 'done', visitor: scene.visitor, participants: ids, occurrences },
      final: true,
      confirmed: ids,
    }
  } catch (error) {
    return refused(turn, scene, error)
  }
}

/** Somebody was faster or something changed: says which service, why, and what else is free. */
const refused = async (turn: Turn, scene: BookingScene, error: unknown): Promise<Next> => {
  const refusals = refusalsOf(error)
  if (refusals.length === 0 || refusals.some(({ code }) => code === 'VISITOR_NOT_FOUND' || code === 'BUSY')) throw error
  for (const { code } of refusals) count('refusals', code)
  const slots = await slotsFor(turn, scene.visitor)
  const gone = new Set(refusals.map(({ data }) => data.occurrence))
  const first = slots.find(({ occurrence }) => gone.has(occurrence))
  const refusedWords = refusals.map(({ code, data }) => {
    const slot = slots.find(({ occurrence }) => occurrence === data.occurrence)
    return `${slot ? `${slot.serviceTitle}: ` : ''}${sentence(LANGUAGE, code, data)}`
  })
  const next: BookingScene = {
    ...scene,
    chosen: scene.chosen.filter(({ occurrence }) => !gone.has(occurrence)),
    service: first?.service ?? scene.service,
    date: undefined,
  }
  const others = freeSlots(slots, next)
  const words = [
    ...new Set(refusedWords),
    say(others.length > 0 ? 'bot.booking.otherDates' : 'bot.booking.noOtherTime'),
  ].join('\n')
  return {
    scene: { ...next, step: others.length > 0 ? 'dates' : 'services', month: others[0]?.date.slice(0, 7) },
    notice: words,
  }
}
