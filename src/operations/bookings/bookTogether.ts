import type { Payload } from 'payload'
import { storeOf } from '@/db/idempotency'
import { lockOfBookings, type Participant } from '@/db/participants'
import { asPersonAndSlots, personAndSlotsOf, type PersonAndSlots } from '@/db/slots'
import { transaction } from '@/db/sql'
import type { Call } from '@/db/statement'
import { asRefused } from '@/operations/idempotency/once'
import { bookable, type Bookable, type Wanted } from './bookable'
import type { Member } from './gathered'
import { MergedInto } from './survivor'
import { writingOf } from './writing'

/** `alone`: this one can't be decided together with the others and is booked by itself. */
export type Outcome = { participants: Participant[] } | { refused: unknown } | 'alone'

/**
 * Books several visitors on one occurrence in one transaction: all locks at once, all reads in one round trip, all
 * writes in another. Each is decided by the same rules as if the ones before were booked already, and refused or
 * booked by itself. Returns the outcomes in the order of `members`; no visitor and no key may come twice.
 */
export const bookTogether = (payload: Payload, members: readonly Member[]): Promise<Outcome[]> =>
  transaction(payload, async (db) => {
    const occurrence = members[0]?.occurrence ?? ''
    const claims = inOneOrder(members)
    const answers: readonly unknown[][] = await db.together([
      ...claims.map(({ claim }) => claim),
      lockOfBookings(
        members.map(({ visitor }) => visitor),
        occurrence,
      ),
      ...members.map(({ visitor, now }) => personAndSlotsOf({ visitor, occurrences: [occurrence], now })),
    ])
    const usedBefore = new Set(claims.filter((_, index) => answers[index]?.length === 0).map(({ member }) => member))
    const locked = new Set((answers[claims.length] as { visitor: string }[]).map(({ visitor }) => visitor))

    const before = { booked: 0, onDay: 0 }
    const writes: Call[] = []
    const outcomes = members.map((member, index): Outcome => {
      if (usedBefore.has(member) || !locked.has(member.visitor)) return 'alone'
      const rows = answers[claims.length + 1 + index] as Parameters<typeof asPersonAndSlots>[0]
      const found = asPersonAndSlots(rows, [occurrence])
      const decided = decide(found, member, before)
      if (decided === 'alone') return 'alone'
      if ('refused' in decided) {
        if (member.key) writes.push(storeOf(member.key, asRefused(decided.refused)))
        return decided
      }
      const { participants, write } = writingOf(decided.slots, member)
      writes.push(write)
      before.booked += 1
      if (!decided.person.bookings.some(({ eventDay }) => eventDay === decided.slots[0]?.eventDay)) before.onDay += 1
      return { participants }
    })
    await db.last(...writes)
    return outcomes
  })

/** Claims in one order, so that two transactions with the same keys never wait for each other. */
const inOneOrder = (members: readonly Member[]): { member: Member; claim: Call }[] => {
  const nameOf = ({ key }: Member): string => JSON.stringify([key?.caller, key?.route, key?.key])
  return members
    .flatMap((member) => (member.claim ? [{ member, claim: member.claim }] : []))
    .sort((a, b) => (nameOf(a.member) < nameOf(b.member) ? -1 : 1))
}

/**
 * What the rules say to one of them. Whoever is only refused because of those before is booked alone afterwards: one
 * of them may have used a hold that is still counted here.
 */
const decide = (
  found: PersonAndSlots,
  { visitor, occurrence, caller, now }: Member,
  before: { booked: number; onDay: number },
): Bookable | { refused: unknown } | 'alone' => {
  const wanted = { visitor, occurrences: [occurrence], caller, now }
  const judged = judge(found, wanted)
  if (before.booked === 0 || judged === 'alone' || 'refused' in judged) return judged
  const slots = found.slots.map((slot) => ({
    ...slot,
    taken: slot.taken + before.booked,
    dayTaken: slot.dayTaken + before.onDay,
  }))
  const crowded = judge({ ...found, slots }, wanted)
  return crowded === 'alone' || 'refused' in crowded ? 'alone' : crowded
}

const judge = (found: PersonAndSlots, wanted: Wanted): Bookable | { refused: unknown } | 'alone' => {
  try {
    return bookable(found, wanted)
  } catch (error) {
    if (error instanceof MergedInto) return 'alone'
    // Rethrows whatever is no refusal.
    asRefused(error)
    return { refused: error }
  }
}
