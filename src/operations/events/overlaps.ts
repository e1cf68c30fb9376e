import type { PayloadRequest } from 'payload'
import { placeOverlaps } from '@/db/place-overlaps'
import { type Db, reading, within } from '@/db/sql'
import { type Overlap, spansOf } from '@/domain/events/overlap'
import type { Plan } from '@/domain/events/plan'

/** Who else is at the place, as things stand now. */
export const overlapsOf = (db: Db, events: readonly string[], now: Date): Promise<Overlap[]> =>
  placeOverlaps(db, { events, replaced: [], spans: [], now })

/** The same, as things would stand after a plan. */
export const overlapsAfter = (db: Db, event: string, plan: Plan, now: Date): Promise<Overlap[]> =>
  placeOverlaps(db, { events: [event], ...spansOf(plan, now), now })

/** Of an event that a request has just created, perhaps in a transaction of its own still. */
export const overlapsOfNew = async (req: PayloadRequest, event: string, now: Date): Promise<Overlap[]> =>
  overlapsOf(req.transactionID ? await within(req) : reading(req.payload), [event], now)
