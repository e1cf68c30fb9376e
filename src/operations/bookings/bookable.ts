import { lockedPersonAndSlots, type FoundSlot, type PersonAndSlots } from '@/db/slots'
import type { Db } from '@/db/sql'
import { isStaff, type Caller } from '@/domain/access/caller'
import type { Decision, Person } from '@/domain/booking/decide'
import { decideAll } from '@/domain/booking/decideAll'
import { Refusal, Refusals } from '@/domain/errors'
import { localDate } from '@/domain/time/zone'
import type { KeyClaim } from '@/operations/idempotency/once'
import { MergedInto } from './survivor'

export type Wanted = { visitor: string; occurrences: readonly string[]; caller: Caller; now: Date }
export type Bookable = { slots: FoundSlot[]; person: Person }

/** Locks, reads under the locks, applies the rules, and refuses before anything is written. */
export const bookableSlots = async (db: Db, wanted: Wanted, keyClaim: KeyClaim | null = null): Promise<Bookable> => {
  const { rowsBefore, ...found } = await lockedPersonAndSlots(db, { ...wanted, before: keyClaim?.claim ?? null })
  await keyClaim?.confirm(rowsBefore)
  return bookable(found, wanted)
}

/** Applies the rules to what was read under the locks. Throws MergedInto or refusals. */
export const bookable = (
  { person, mergedInto, slots }: PersonAndSlots,
  { visitor, occurrences, caller, now }: Wanted,
): Bookable => {
  if (mergedInto !== null) throw new MergedInto(mergedInto)
  if (!person) throw new Refusal('VISITOR_NOT_FOUND', { visitor })
  const unknown = occurrences.filter((id) => !slots.some(({ occurrence }) => occurrence === id))
  if (unknown.length > 0)
    throw new Refusals(unknown.map((occurrence) => new Refusal('OCCURRENCE_NOT_FOUND', { occurrence })))
  const refused = decideAll({ slots, person, staff: isStaff(caller), now })
  if (refused.length > 0) throw new Refusals(refused.map((decision) => refusedAt(decision, slots)))
  return { slots, person }
}

export const refusedAt = ({ code, data }: NonNullable<Decision>, slots: readonly FoundSlot[]): Refusal =>
  new Refusal(code, withLocalDate(data, slots))

/** The text of WINDOW_NOT_OPEN contains a date, which has to be in the zone of the place. */
const withLocalDate = (data: Record<string, unknown>, slots: readonly FoundSlot[]): Record<string, unknown> => {
  const slot = slots.find(({ occurrence }) => occurrence === data.occurrence)
  if (typeof data.bookableFrom !== 'string' || !slot) return data
  return { ...data, bookableDate: localDate(new Date(data.bookableFrom), slot.timezone) }
}
