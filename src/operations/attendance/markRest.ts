import type { Payload } from 'payload'
import { rosterRows } from '@/db/roster'
import type { Caller } from '@/domain/access/caller'
import { once } from '@/operations/idempotency/once'
import { markWithin, type MarkResult } from './mark'

/**
 * Whoever is still expected on an occurrence at this moment did not come; somebody marked meanwhile is left alone. Who
 * they are is found out within: a repetition with the same key asks for the same and gets the first answer.
 */
export const markRest = (
  payload: Payload,
  { occurrence }: { occurrence: string },
  { key, caller, now }: { caller: Caller; now: Date; key: string | null },
): Promise<MarkResult> =>
  once(payload, { caller, route: 'POST /participants/status', key, body: { rest: occurrence } }, async (db) => {
    const rows = await rosterRows(db, occurrence)
    const ids = rows.filter(({ status }) => status === 'expected').map(({ id }) => id)
    return markWithin(db, { ids, status: 'noShow', only: 'expected' }, { caller, now })
  })
