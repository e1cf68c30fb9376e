import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { removeSecondFactor } from '@/db/second-factors'
import { transaction } from '@/db/sql'
import { endSessionsOf, lockUser } from '@/db/users'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { tellOwnerOf } from '@/operations/users/tellOwner'
import { proveCode } from './proveCode'

type Own = { caller: Extract<Caller, { kind: 'users' }>; otp: string; now: Date }

/** One's own, with a last code. */
export const removeOwnSecondFactor = (payload: Payload, { caller, otp, now }: Own): Promise<void> =>
  transaction(payload, async (db) => {
    await lockUser(db, caller.id)
    await proveCode(db, { caller, otp, now })
    await removeSecondFactor(db, caller.id)
    await tellOwnerOf(db, { user: caller.id, change: 'factorOff', now })
    await recordAudit(db, {
      at: now,
      action: 'user.secondFactorRemoved',
      subject: 'users',
      subjectId: caller.id,
      caller,
      changes: {},
    })
  })

/** Somebody's who has lost it: by an administrator, or (`caller` null) at the server's command line. */
export const resetSecondFactor = (
  payload: Payload,
  { id, caller, now }: { id: string; caller: Caller | null; now: Date },
): Promise<boolean> =>
  transaction(payload, async (db) => {
    if (!(await lockUser(db, id))) throw new Refusal('NOT_FOUND')
    if (!(await removeSecondFactor(db, id))) return false
    await endSessionsOf(db, id, null)
    await tellOwnerOf(db, { user: id, change: 'factorReset', now })
    await recordAudit(db, {
      at: now,
      action: 'user.secondFactorReset',
      subject: 'users',
      subjectId: id,
      caller,
      changes: {},
    })
    return true
  })
