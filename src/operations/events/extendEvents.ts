import type { Payload } from 'payload'
import { lockEvents, readEvents, readRemoved } from '@/db/events'
import { transaction } from '@/db/sql'
import { SPARE_DAYS } from '@/domain/events/horizon'
import { expandFurther } from './expand'

/** Small enough to hold locks only briefly, large enough for two thousand events in a few seconds. */
const BATCH = 100

type Wanted = { ids: readonly string[]; until: string | null; now: Date }

/** Extends events in batches. Each event is locked and read again first, so concurrent runs don't write dates twice. */
export const extendEvents = async (payload: Payload, { ids, until, now }: Wanted): Promise<void> => {
  for (let start = 0; start < ids.length; start += BATCH) {
    await transaction(payload, async (db) => {
      const locked = await lockEvents(db, ids.slice(start, start + BATCH))
      const events = (await readEvents(db, locked)).filter(({ archivedAt }) => archivedAt === null)
      await expandFurther(db, events, await readRemoved(db, locked), { until, spare: SPARE_DAYS, now })
    })
  }
}
