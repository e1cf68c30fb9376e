import { announcedEvent, factsOf, factsOfDate, type PersonFact } from '@/db/message-facts'
import type { Claimed } from '@/db/outbox'
import type { Db } from '@/db/sql'
import { describeRule } from '@/domain/recurrence/describeRule'
import { parseRule } from '@/domain/recurrence/parseRule'
import type { MessageKind, SkipReason, TelegramKind } from '@/domain/messages/kinds'
import { localDate, localInstant } from '@/domain/time/zone'
import { addDays } from '@/domain/time/calendar'
import type { Html } from '@/notifications/telegram/html'
import { peopleButtons, type Said } from '@/notifications/telegram/buttons'
import { reachable, sectionsOf } from '@/notifications/texts/people'
import {
  bookingConfirmedText,
  bookingsCancelledText,
  bookingsMovedText,
  eventAnnouncedText,
  missedText,
  reminderText,
  type MovedSection,
} from '@/notifications/texts/telegram'
import { dateText } from '@/notifications/texts/words'

export type Composed<Content> =
  { kind: 'ready'; content: Content } | { kind: 'skip'; reason: SkipReason } | { kind: 'later'; at: Date }

type Composing = { db: Db; message: Claimed; now: Date }

const MS_PER_DAY = 86_400_000
const MISSED_DAYS = 7
/** Messages that can wait are not sent at night. */
const FIRST_HOUR = '08:00'
const LAST_HOUR = '22:00'

/** A text, with buttons that open the people it mentions. */
const withPeople = (text: Html, facts: readonly PersonFact[]): Composed<Said> =>
  ready({ text, buttons: peopleButtons(facts) })

const ready = <Content>(content: Content): Composed<Content> => ({ kind: 'ready', content })
const skip = (reason: SkipReason): { kind: 'skip'; reason: typeof reason } => ({ kind: 'skip', reason })

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** The facts still worth sending: those that concern this recipient and are not over. */
const leftOf = (
  facts: readonly PersonFact[],
  now: Date,
  concerns: (fact: PersonFact) => boolean,
): PersonFact[] | { kind: 'skip'; reason: SkipReason } => {
  const concerned = facts.filter(concerns)
  if (concerned.length === 0) return skip('nothingLeft')
  const ahead = concerned.filter(({ endsAt }) => endsAt > now)
  return ahead.length === 0 ? skip('tooLate') : ahead
}

const bookingConfirmed = async ({ db, message, now }: Composing): Promise<Composed<Html>> => {
  const left = leftOf(
    await factsOf(db, idsOf(message.payload.participants)),
    now,
    (fact) => fact.status !== 'cancelled' && fact.bookedBy === message.recipientId,
  )
  return Array.isArray(left) ? ready(bookingConfirmedText(sectionsOf(left), now)) : left
}

const bookingsCancelled = async ({ db, message, now }: Composing): Promise<Composed<Said>> => {
  const left = leftOf(
    await factsOf(db, idsOf(message.payload.participants)),
    now,
    ({ status }) => status === 'cancelled',
  )
  if (!Array.isArray(left)) return left
  const reason = textOf(message.payload.reason) || (left[0]?.reason ?? null)
  return withPeople(bookingsCancelledText(sectionsOf(left, reachable), reason, now), left)
}

type Move = { occurrence: string; from: Date; to: Date; zone: boolean; participant: string | null }

const movesOf = (payload: Record<string, unknown>): Map<string, Move> => {
  const moves = Array.isArray(payload.moved)
    ? (payload.moved as { occurrence: string; from: string; to: string; zone?: boolean; participant?: string }[])
    : []
  return new Map(
    moves.map(({ occurrence, from, to, zone, participant = null }) => [
      occurrence,
      { occurrence, from: new Date(from), to: new Date(to), zone: zone === true, participant },
    ]),
  )
}

/**
 * The previous time of a moved booking. 'back': moved back to where it was, so there is nothing to say. null: the time
 * is unchanged and only the place changed; 'zone': only its zone did. A booking moved to another occurrence says where
 * it was.
 */
const beforeOf = (
  { startsAt, endsAt }: PersonFact,
  move: Move | undefined,
  left: readonly PersonFact[],
): MovedSection['before'] | 'back' => {
  if (!move) return 'back'
  const was = left.find(({ participant }) => participant === move.participant)
  if (was) return { left: was }
  const same = (a: Date, b: Date): boolean => a.getTime() === b.getTime()
  if (same(move.from, move.to)) return move.zone ? 'zone' : null
  const end = same(move.to, endsAt) && !same(move.to, startsAt)
  return same(move.from, end ? endsAt : startsAt) ? 'back' : { at: move.from, end }
}

const bookingsMoved = async ({ db, message, now }: Composing): Promise<Composed<Said>> => {
  const moves = movesOf(message.payload)
  const given = [...moves.values()].flatMap(({ participant }) => participant ?? [])
  const places = given.length === 0 ? [] : await factsOf(db, given)
  const wasOf = (fact: PersonFact): ReturnType<typeof beforeOf> => beforeOf(fact, moves.get(fact.occurrence), places)
  const concerns = (fact: PersonFact): boolean =>
    fact.status === 'expected' && fact.bookedBy === message.recipientId && wasOf(fact) !== 'back'
  const left = leftOf(await factsOf(db, idsOf(message.payload.participants)), now, concerns)
  if (!Array.isArray(left)) return left
  const sections = sectionsOf(left, reachable).map((section): MovedSection => {
    const fact = left.find(({ occurrence }) => occurrence === section.occurrence)
    const before = fact ? wasOf(fact) : null
    return { ...section, before: before === 'back' ? null : before }
  })
  return withPeople(bookingsMovedText(sections, now), left)
}

/** The next moment in the daytime of the zone; null if it is daytime now. */
const wakingHour = (now: Date, zone: string): Date | null => {
  const today = localDate(now, zone)
  if (now < localInstant(today, FIRST_HOUR, zone)) return localInstant(today, FIRST_HOUR, zone)
  return now < localInstant(today, LAST_HOUR, zone) ? null : localInstant(addDays(today, 1), FIRST_HOUR, zone)
}

/** Whom a reminder or a list of who did not come is about, and the zone where they are. */
const ofDate = async ({ db, message }: Composing, status: 'expected' | 'noShow') => {
  const { payload, recipientId } = message
  const date = textOf(payload.date)
  const occurrences = Array.isArray(payload.occurrences) ? idsOf(payload.occurrences) : null
  const timezone = occurrences ? null : textOf(payload.timezone)
  const facts = await factsOfDate(db, { volunteer: recipientId ?? '', date, status, occurrences, timezone })
  return { date, facts, timezone: facts[0]?.timezone ?? '' }
}

const reminder = async (composing: Composing): Promise<Composed<Html>> => {
  const { now } = composing
  const { date, facts, timezone } = await ofDate(composing, 'expected')
  const ahead = facts.filter(({ startsAt }) => startsAt > now)
  if (ahead.length === 0) return skip(facts.length === 0 ? 'nothingLeft' : 'tooLate')
  const at = wakingHour(now, timezone)
  if (at) return { kind: 'later', at }
  return ready(reminderText(sectionsOf(ahead), { date, today: localDate(now, timezone) === date, now }))
}

const missed = async (composing: Composing): Promise<Composed<Html>> => {
  const { message, now } = composing
  if (now.getTime() - message.createdAt.getTime() > MISSED_DAYS * MS_PER_DAY) return skip('tooLate')
  const { date, facts, timezone } = await ofDate(composing, 'noShow')
  if (facts.length === 0) return skip('nothingLeft')
  const at = wakingHour(now, timezone)
  return at ? { kind: 'later', at } : ready(missedText(sectionsOf(facts), { date, now }))
}

const eventAnnounced = async ({ db, message, now }: Composing): Promise<Composed<Html>> => {
  const event = await announcedEvent(db, textOf(message.payload.event), now)
  if (!event) return skip('nothingLeft')
  const { rrule, date, next, ...rest } = event
  const rule = rrule === null ? null : describeRule(parseRule(rrule), date).ru
  return ready(
    eventAnnouncedText(
      { ...rest, when: rule === null ? dateText(date, now) : capital(rule), next: rule === null ? null : next },
      now,
    ),
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const COMPOSERS: Record<TelegramKind, (composing: Composing) => Promise<Composed<Html | Said>>> = {
  bookingConfirmed,
  bookingsMoved,
  bookingsCancelled,
  reminder,
  missed,
  eventAnnounced,
}

const isForTelegram = (kind: MessageKind): kind is TelegramKind => Object.hasOwn(COMPOSERS, kind)

/** The text of a message from the current data: people may have been erased or renamed, and times changed again. */
export const composeForTelegram = async (db: Db, message: Claimed, now: Date): Promise<Composed<Said>> => {
  if (!isForTelegram(message.kind)) throw new Error(`No text for Telegram is made of a message ${message.kind}`)
  const composed = await COMPOSERS[message.kind]({ db, message, now })
  if (composed.kind !== 'ready') return composed
  return ready('buttons' in composed.content ? composed.content : { text: composed.content, buttons: [] })
}
