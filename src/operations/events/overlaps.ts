import type { PayloadRequest } from 'payload'
import { placeOverlaps } from '@/db/place-overlaps'
import { type Db, reading, within } from '@/db/sql'
import { type Overlap, spansOf } from '@/domain/events/overlap'
import type { Plan } from '@/domain/events/plan'

/** The other events at the place, as things are now. */
export const overlapsOf = (db: Db, events: readonly string[], now: Date): Promise<Overlap[]> =>
  placeOverlaps(db, { events, replaced: [], spans: [], now })

/** The other events at the place, as things would be after a plan. */
export const overlapsAfter = (db: Db, event: string, plan: Plan, now: Date): Promise<Overlap[]> =>
  placeOverlaps(db, { events: [event], ...spansOf(plan, now), now })

/** The overlaps of an event that a request has just created, perhaps in its own uncommitted transaction. */
export const overlapsOfNew = async (req: PayloadRequest, event: string, now: Date): Promise<Overlap[]> =>
  overlapsOf(req.transactionID ? await within(req) : reading(req.payload), [event], now)
