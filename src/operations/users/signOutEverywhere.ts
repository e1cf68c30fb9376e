import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { transaction } from '@/db/sql'
import { endSession, endSessionsOf, lockUser } from '@/db/users'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

export const signOutEverywhere = (
  payload: Payload,
  { id, caller, now }: { id: string; caller: Caller; now: Date },
): Promise<void> =>
  transaction(payload, async (db) => {
    if (!(await lockUser(db, id))) throw new Refusal('NOT_FOUND')
    await endSessionsOf(db, id, null)
    await recordAudit(db, { at: now, action: 'user.signedOut', subject: 'users', subjectId: id, caller, changes: {} })
  })

/** Payload has removed this session from the account. This keeps it from coming back with a concurrent sign-in. */
export const signedOut = (payload: Payload, session: string): Promise<void> =>
  transaction(payload, (db) => endSession(db, session))
