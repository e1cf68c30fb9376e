import type { Payload } from 'payload'
import { writeHold, type Hold } from '@/db/holds'
import { lockForBooking } from '@/db/participants'
import { transaction } from '@/db/sql'
import { callerKey, type Caller } from '@/domain/access/caller'
import { bookableSlots } from '@/operations/bookings/book'

/**
 * Reserves a place for ten minutes while the conversation goes on. One per caller, visitor and occurrence;
 * asking again renews it. Meets the same refusals as a booking, and gives no right to one.
 */
export const hold = (payload: Payload, { visitor, occurrence, caller, now }: { visitor: string; occurrence: string; caller: Caller; now: Date }): Promise<Hold> =>
  transaction(payload, async (db) => {
    await lockForBooking(db, visitor, [occurrence])
    await bookableSlots(db, { visitor, occurrences: [occurrence], caller, now })
    return writeHold(db, { visitor, occurrence, caller: callerKey(caller) })
  })
