import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { solveError } from '@/db/error-reports'
import { transaction } from '@/db/sql'
import { isAdministrator, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

/** Takes an error off the list of open ones, until it is seen again. */
export const solve = (
  payload: Payload,
  { id, caller, now }: { id: string; caller: Caller; now: Date },
): Promise<void> =>
  transaction(payload, async (db) => {
    if (!isAdministrator(caller)) throw new Refusal('FORBIDDEN')
    const solved = await solveError(db, id, now)
    if (solved === null) throw new Refusal('NOT_FOUND')
    if (solved)
      await recordAudit(db, {
        at: now,
        action: 'error.solved',
        subject: 'error-reports',
        subjectId: id,
        caller,
        changes: {},
      })
  })
