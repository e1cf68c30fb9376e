import type { Payload } from 'payload'
import { HOLD_MINUTES, writeHold, type Hold } from '@/db/holds'
import { callerKey, type Caller } from '@/domain/access/caller'
import { bookableSlots } from '@/operations/bookings/bookable'
import { forSurvivor } from '@/operations/bookings/survivor'
import { once } from '@/operations/idempotency/once'

export { HOLD_MINUTES }

type Wish = { visitor: string; occurrence: string; caller: Caller; now: Date; key: string | null }

/**
 * Holds a place for ten minutes during a conversation. One hold per caller, visitor and occurrence; asking again renews
 * it. Checks the same rules as a booking, but does not guarantee one.
 */
export const hold = (payload: Payload, { visitor, occurrence, caller, now, key }: Wish): Promise<Hold> =>
  forSurvivor(visitor, (survivor) =>
    once(payload, { caller, route: 'POST /holds', key, body: { visitor, occurrence } }, async (db) => {
      await bookableSlots(db, { visitor: survivor, occurrences: [occurrence], caller, now })
      return writeHold(db, { visitor: survivor, occurrence, caller: callerKey(caller) })
    }),
  )
