import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { confirmSecret, lockSecondFactor } from '@/db/second-factors'
import { transaction } from '@/db/sql'
import { endSessionsOf } from '@/db/users'
import type { Caller } from '@/domain/access/caller'
import { stepOf, withoutGroups } from '@/domain/access/secondFactor'
import { invalid } from '@/domain/errors'
import { tellOwnerOf } from '@/operations/users/tellOwner'
import { makeRecoveryCodes, storeRecoveryCodes } from './recoveryCodes'
import { openSecret } from './secret'

type Confirmed = { caller: Caller; otp: string; session: string | undefined; now: Date }

/** From now on the codes count. Returns the recovery codes, which nobody can read again. */
export const confirmSecondFactor = async (
  payload: Payload,
  { caller, otp, session, now }: Confirmed,
): Promise<string[]> => {
  const { id: user } = caller
  const made = await makeRecoveryCodes()
  await transaction(payload, async (db) => {
    // Accounts are locked first everywhere.
    await endSessionsOf(db, user, session ?? null)
    const pending = (await lockSecondFactor(db, user))?.pending
    const secret = pending ? openSecret(user, pending) : null
    const step = secret === null ? null : stepOf(secret, withoutGroups(otp), { now, after: 0 })
    if (step === null) throw invalid({ path: 'otp', message: 'fieldWrongCode' })
    await confirmSecret(db, { user, step, now })
    await storeRecoveryCodes(db, user, made)
    await tellOwnerOf(db, { user, change: 'factorOn', now })
    await recordAudit(db, {
      at: now,
      action: 'user.secondFactorSetUp',
      subject: 'users',
      subjectId: user,
      caller,
      changes: {},
    })
  })
  return made.codes
}
