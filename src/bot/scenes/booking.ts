import { refusalsOf } from '@/domain/errors'
import { sentence } from '@/i18n'
import { book } from '@/operations/bookings/book'
import { hold, HOLD_MINUTES } from '@/operations/holds/hold'
import { count } from '@/operations/metrics/counts'
import { visitorCard } from '@/operations/volunteers/card'
import { setPhoto } from '@/operations/volunteers/setPhoto'
import { pageOf, type Action } from '../callback-data/action'
import { photoFrom, photoRefused } from '../features/photo'
import type { BookingScene, Chosen } from '../state'
import { requireWrite, type Next, type SceneOf, type Turn } from '../turn'
import { bookingView } from './bookingView'
import { search } from './find'
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
  photo: (turn, scene, fileId) => photoOf(turn, scene, fileId),
  // While somebody is being booked, a text is about the booking: a search would throw away what is chosen.
  text: (_, scene, text) => {
    if (scene.step !== 'comment' && scene.chosen.length === 0) return null
    const before = scene.step === 'comment' ? null : scene.comment
    const comment = [before, text.trim()].filter(Boolean).join('\n')
    if (comment.length > LONGEST_COMMENT)
      return { scene, notice: say('bot.booking.longComment', { most: LONGEST_COMMENT }) }
    return {
      scene: {
        ...scene,
        // The question about a photo is still to be answered.
        step: scene.step === 'photo' ? 'photo' : 'confirm',
        comment,
        instead: undefined,
        typed: scene.step === 'comment' ? undefined : text.trim().slice(0, 60),
      },
      ...(scene.step === 'comment' ? {} : { notice: say('bot.booking.commentTaken'), good: true }),
    }
  },
}

/** Opens a profile and records the look. */
export const openVisitor = async (turn: Turn, visitor: string, words?: string, good = false): Promise<Next> => {
  // The id of a merged record leads to the one that stays.
  const { id } = await visitorCard(turn.payload, { id: visitor, look: true, caller: turn.caller, now: turn.now })
  return {
    scene: { name: 'booking', visitor: id, step: 'services', chosen: [] },
    ...(words !== undefined && { notice: words, good }),
  }
}

type Step = (turn: Turn, scene: BookingScene, action: Action) => Promise<Next | null> | Next | null

const STEPS: Partial<Record<Action['verb'], Step>> = {
  tab: (_, { visitor }, { arg }) =>
    arg === 'ahead' || arg === 'behind'
      ? { scene: { name: 'visits', visitor, when: arg, step: 'list', page: 0 } }
      : { scene: { name: 'booking', visitor, step: 'services', chosen: [] } },
  places: (_, scene) => ({ scene: { ...scene, step: 'places' } }),
  place: (_, scene, { id }) => ({ scene: { ...scene, step: 'services', page: 0 }, place: id ?? null }),
  page: (_, scene, { arg }) => ({ scene: { ...scene, step: 'services', page: pageOf(arg), told: undefined } }),
  month: (_, scene, { arg }) => ({ scene: { ...scene, step: 'dates', month: arg } }),
  service: (turn, scene, { id }) => (id === undefined ? null : onService(turn, { ...scene, instead: undefined }, id)),
  dates: (_, scene) => ({ scene: { ...scene, step: 'dates', date: undefined } }),
  date: async (turn, scene, { arg }) =>
    onDate(turn, scene, arg ?? '', freeSlots(await slotsFor(turn, scene.visitor), scene, turn.place)),
  slot: (turn, scene, { id }) => (id === undefined ? null : choose(turn, scene, id)),
  more: (_, scene) => ({ scene: { ...leftAlone(scene), step: 'services', page: 0 } }),
  cart: (_, scene) => ({ scene: { ...scene, step: 'cart' } }),
  change: async (turn, scene, { id }) => {
    const slots = await slotsFor(turn, scene.visitor)
    const slot = slots.find(({ occurrence }) => occurrence === id)
    if (!slot || !scene.chosen.some(({ occurrence }) => occurrence === id)) return { scene }
    const next: BookingScene = { ...scene, service: slot.service, instead: id, month: slot.date.slice(0, 7) }
    if (freeSlots(slots, next, turn.place).length === 0) return { scene, notice: say('bot.booking.noOtherTime') }
    return { scene: { ...next, step: 'slots' } }
  },
  drop: (_, scene, { id }) => {
    const chosen = scene.chosen.filter(({ occurrence }) => occurrence !== id)
    if (chosen.length > 0)
      return { scene: { ...leftAlone(scene), chosen, step: chosen.length > 1 ? 'cart' : 'confirm' } }
    return { scene: { ...leftAlone(scene), chosen, step: 'services' }, notice: say('bot.booking.left') }
  },
  comment: (_, scene) => ({ scene: { ...scene, step: 'comment' } }),
  clear: (_, scene) => ({ scene: { ...scene, step: 'confirm', comment: null, typed: undefined } }),
  seek: (turn, scene) => (scene.typed === undefined ? { scene } : search(turn, scene.typed)),
  photo: (turn, scene) => (scene.photo === undefined ? { scene } : takePhoto(turn, scene, scene.photo, true)),
  keepPhoto: (_, scene) => ({ scene: afterPhoto(scene) }),
  confirm: (turn, scene) => confirm(turn, scene),
  back: (_, scene) => ({ scene: backFrom(scene) }),
}

const afterPhoto = (scene: BookingScene): BookingScene => ({
  ...scene,
  photo: undefined,
  step: scene.chosen.length > 0 ? 'confirm' : 'services',
})

const takePhoto = async (turn: Turn, scene: BookingScene, fileId: string, replace: boolean): Promise<Next> => {
  requireWrite(turn)
  const sent = await photoFrom(turn.deps, fileId)
  if (sent.kind !== 'photo') return { scene: afterPhoto(scene), notice: photoRefused(sent.kind) }
  const set = await setPhoto(turn.payload, {
    visitor: scene.visitor,
    photo: sent,
    asked: fileId,
    replace,
    caller: turn.caller,
    now: turn.now,
    key: turn.key,
  })
  if (!set) return { scene: { ...scene, step: 'photo', photo: fileId } }
  return { scene: afterPhoto(scene), notice: say('bot.photo.saved'), good: true }
}

/** A photo sent while a visitor is open is theirs; one that they have already is replaced after a question. */
export const photoOf = (turn: Turn, scene: BookingScene, fileId: string): Promise<Next> =>
  takePhoto(turn, scene, fileId, false)

/** Without what was begun on the way to one more time. */
const leftAlone = (scene: BookingScene): BookingScene => ({
  ...scene,
  service: undefined,
  date: undefined,
  month: undefined,
  instead: undefined,
  told: undefined,
})

/** One step back never gives up what is chosen: that is what "remove" is for. */
const backFrom = (scene: BookingScene): BookingScene => {
  if (scene.step === 'times') return { ...scene, step: 'dates', date: undefined }
  if (scene.step === 'dates') return { ...scene, step: 'slots', date: undefined }
  const chosen = scene.chosen.length > 0
  if (scene.step === 'slots' && chosen && scene.instead === undefined) return { ...leftAlone(scene), step: 'services' }
  return { ...leftAlone(scene), step: chosen && scene.step !== 'places' ? 'confirm' : 'services' }
}

const onService = async (turn: Turn, scene: BookingScene, service: string): Promise<Next> => {
  const all = await slotsFor(turn, scene.visitor)
  const next: BookingScene = { ...scene, service, date: undefined, told: undefined }
  const slots = freeSlots(all, next, turn.place)
  const [first, second] = slots
  if (!first) {
    const ofService = all.filter((slot) => slot.service === service)
    const title = ofService[0]?.serviceTitle
    return {
      scene: { ...scene, step: 'services', service: undefined, told: [service] },
      notice: title === undefined ? say('bot.booking.full') : `${title}: ${decapitalised(whyNot(ofService))}`,
    }
  }
  if (!second) return choose(turn, next, first.occurrence)
  return { scene: { ...next, step: 'slots', month: first.date.slice(0, 7) } }
}

const onDate = (turn: Turn, scene: BookingScene, date: string, open: readonly NamedSlot[]): Promise<Next> | Next => {
  const slots = open.filter((slot) => slot.date === date)
  const [only] = slots
  if (!only) return { scene: { ...scene, step: 'dates', date: undefined }, notice: say('bot.booking.dateFull') }
  return slots.length === 1
    ? choose(turn, { ...scene, date }, only.occurrence)
    : { scene: { ...scene, step: 'times', date } }
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
    const others = scene.chosen.filter((one) => one.occurrence !== occurrence)
    const at = others.findIndex((one) => one.occurrence === scene.instead)
    return {
      scene: {
        ...leftAlone(scene),
        step: 'confirm',
        typed: undefined,
        chosen: at < 0 ? [...others, chosen] : others.with(at, chosen),
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

/** "Обед: свободных мест нет." */
export const decapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** Somebody was faster or something changed: says which service, why, and what else is free. The rest stays chosen. */
const refused = async (turn: Turn, scene: BookingScene, error: unknown): Promise<Next> => {
  const refusals = refusalsOf(error)
  if (refusals.length === 0 || refusals.some(({ code }) => code === 'VISITOR_NOT_FOUND' || code === 'BUSY')) throw error
  for (const { code } of refusals) count('refusals', code)
  const slots = await slotsFor(turn, scene.visitor)
  const gone = new Set(refusals.map(({ data }) => data.occurrence))
  const refusedSlots = slots.filter(({ occurrence }) => gone.has(occurrence))
  const first = refusedSlots[0]
  const refusedWords = refusals.map(({ code, data }) => {
    const slot = slots.find(({ occurrence }) => occurrence === data.occurrence)
    if (!slot) return sentence(LANGUAGE, code, data)
    const why = slot.heldUntil ? whyNot([slot]) : sentence(LANGUAGE, code, data)
    return `${slot.serviceTitle}: ${decapitalised(why)}`
  })
  const instead = scene.chosen.some(({ occurrence }) => occurrence === scene.instead) ? scene.instead : undefined
  const next: BookingScene = {
    ...scene,
    chosen: scene.chosen.filter(({ occurrence }) => !gone.has(occurrence)),
    service: first?.service ?? scene.service,
    date: undefined,
    instead: instead !== undefined && gone.has(instead) ? undefined : instead,
    told: refusedSlots.map(({ service }) => service),
  }
  const others = freeSlots(slots, next, turn.place)
  const words = [
    ...new Set(refusedWords),
    say(others.length > 0 ? 'bot.booking.otherDates' : 'bot.booking.noOtherTime'),
    ...(others.length === 0 && next.chosen.length > 0 ? [say('bot.booking.restStays')] : []),
  ].join('\n')
  if (others.length === 0)
    return {
      scene: { ...leftAlone(next), step: next.chosen.length > 0 ? 'confirm' : 'services', told: next.told },
      notice: words,
    }
  return { scene: { ...next, step: 'slots', month: others[0]?.date.slice(0, 7) }, notice: words }
}
