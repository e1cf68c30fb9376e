import type { Payload } from 'payload'
import { lockEvents, readEvents, readRemoved } from '@/db/events'
import { transaction } from '@/db/sql'
import { SPARE_DAYS } from '@/domain/events/horizon'
import { expandFurther } from './expand'

/** Few enough to hold their locks briefly, enough for two thousand events in a few seconds. */
const BATCH = 100

type Wanted = { ids: readonly string[]; until: string | null; now: Date }

/** Extends events, some at a time; each is locked and read again first, so two at once write nothing twice. */
export const extendEvents = async (payload: Payload, { ids, until, now }: Wanted): Promise<void> => {
  for (let start = 0; start < ids.length; start += BATCH) {
    await transaction(payload, async (db) => {
      const locked = await lockEvents(db, ids.slice(start, start + BATCH))
      const events = (await readEvents(db, locked)).filter(({ archivedAt }) => archivedAt === null)
      await expandFurther(db, events, await readRemoved(db, locked), { until, spare: SPARE_DAYS, now })
    })
  }
}
