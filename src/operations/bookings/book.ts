import type { Payload } from 'payload'
import type { Participant } from '@/db/participants'
import type { Db } from '@/db/sql'
import { sourceOf, type Caller } from '@/domain/access/caller'
import { keyOf } from '@/operations/idempotency/key'
import { onceTogether, type KeyClaim } from '@/operations/idempotency/once'
import { count } from '@/operations/metrics/counts'
import { bookableSlots } from './bookable'
import { gathered } from './gathered'
import { forSurvivor } from './survivor'
import { writingOf } from './writing'

export type BookingRequest = { visitor: string; occurrences: readonly string[]; comment: string | null }
type Context = { caller: Caller; now: Date; route: string; key: string | null; body: unknown }
type Answer = { participants: Participant[] }

/**
 * Books one visitor on one or more occurrences, all or none. Used by the API, the panel and the bot alike. Throws
 * Refusals with a code for each occurrence. Returns participants in the order of the request.
 */
export const book = (payload: Payload, request: BookingRequest, context: Context): Promise<Answer> =>
  forSurvivor(request.visitor, (visitor) => {
    const wanted = { ...request, visitor }
    const alone = () => bookAlone(payload, wanted, context)
    const [occurrence, ...others] = request.occurrences
    if (occurrence === undefined || others.length > 0) return alone()
    const { caller, now, key } = context
    return gathered(payload, {
      occurrence,
      visitor,
      comment: request.comment,
      caller,
      now,
      key: key === null ? null : keyOf(context, key),
      alone,
    })
  })

const bookAlone = async (
  payload: Payload,
  request: BookingRequest,
  { caller, now, ...idempotency }: Context,
): Promise<Answer> => {
  let made = 0
  const answer = await onceTogether(payload, { caller, ...idempotency }, async (db, keyClaim) => {
    const participants = await bookWithin(db, request, { caller, now }, { keyClaim, last: true })
    made = participants.length
    return { participants }
  })
  // A repeated answer is not another booking.
  if (made > 0) count('bookings', sourceOf(caller), made)
  return answer
}

/** The same within an open transaction. With `keyClaim` these participants are stored as the whole answer. */
export const bookWithin = async (
  db: Db,
  { visitor, occurrences, comment }: BookingRequest,
  { caller, now }: { caller: Caller; now: Date },
  { keyClaim, last }: { keyClaim: KeyClaim | null; last: boolean } = { keyClaim: null, last: false },
): Promise<Participant[]> => {
  const { slots } = await bookableSlots(db, { visitor, occurrences, caller, now }, keyClaim)
  const { participants, write } = writingOf(slots, { visitor, comment, caller, now, key: keyClaim?.key ?? null })
  if (last) await db.last(write)
  else await db.together([write])
  if (keyClaim) keyClaim.answerStored = true
  return participants
}
