import type { BookingToMerge } from '@/db/merge-bookings'
import type { MergeRecord } from '@/db/merge-records'
import { Refusal } from '@/domain/errors'
import { planBookings, type BookingPlan } from '@/domain/merges/bookings'
import { applied, planFields, type Choice, type FieldChanges } from '@/domain/merges/fields'

export type Moved = { participants: number; history: number; photos: number; log: number }
export type Merged = {
  /** null: a preview, nothing was written. */
  id: string | null
  survivor: MergeRecord
  moved: Moved
  /** Occurrences on which both were booked. */
  together: number
}
export type Plan = { survivor: MergeRecord; other: MergeRecord; fields: FieldChanges; bookings: BookingPlan }

/** What a merge would do, or why it is not possible. */
export const planOf = (
  records: ReadonlyMap<string, MergeRecord>,
  bookings: readonly BookingToMerge[],
  { survivor: id, other: otherId, take }: { survivor: string; other: string; take: Choice },
): Plan => {
  const survivor = records.get(id)
  const other = records.get(otherId)
  if (!survivor) throw new Refusal('NOT_FOUND')
  if (!other) throw new Refusal('VISITOR_NOT_FOUND', { visitor: otherId })
  const erased = [survivor, other].find(({ erasedAt }) => erasedAt !== null)
  if (erased) throw new Refusal('VISITOR_ERASED', { visitor: erased.id })
  if (id === otherId || other.mergedInto !== null || survivor.mergedInto !== null)
    throw new Refusal('MERGE_CONFLICT', { reason: 'merged', survivor: other.mergedInto ?? survivor.mergedInto ?? id })
  return { survivor, other, fields: planFields(survivor, other, take), bookings: planBookings(bookings, id) }
}

export const foldedOf = ({ folded }: BookingPlan, bookings: readonly BookingToMerge[]) => {
  const was = new Map(bookings.map((booking) => [booking.id, booking]))
  return folded.map(({ kept, dropped }) => ({
    kept,
    dropped,
    of: was.get(dropped)?.visitor ?? '',
    comment: was.get(kept)?.comment ?? null,
  }))
}

export const answerOf = (
  id: string | null,
  { survivor, other, fields, bookings }: Plan,
  found: readonly BookingToMerge[],
  log: number,
): Merged => {
  const others = found.filter(({ visitor }) => visitor === other.id)
  return {
    id,
    survivor: { ...survivor, ...applied(survivor, fields, 'survivor') },
    moved: {
      participants: others.length,
      history: others.filter(({ isOver }) => isOver).length,
      photos: other.photo === null ? 0 : 1,
      log,
    },
    together: bookings.folded.length,
  }
}
