import { recordAudit } from '@/db/audit'
import { lockSecondFactor, useRecoveryCode, useStep } from '@/db/second-factors'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { isRecoveryCode, stepOf, withoutGroups } from '@/domain/access/secondFactor'
import { tellOwnerOf } from '@/operations/users/tellOwner'
import { hashOfCode } from './recoveryCodes'
import { openSecret } from './secret'

export type Checked = 'notSetUp' | 'missing' | 'wrong' | 'otp' | 'recoveryCode'

const LONGEST = 40

/**
 * Whether this is a code of the account's app, or one of its recovery codes. Either is used up by it, in the
 * transaction of what it opens.
 */
export const checkCode = async (
  db: Db,
  { caller, otp, now }: { caller: Extract<Caller, { kind: 'users' }>; otp: unknown; now: Date },
): Promise<Checked> => {
  const { id: user } = caller
  const factor = await lockSecondFactor(db, user)
  if (!factor?.sealed) return 'notSetUp'
  if (otp === undefined || otp === null || otp === '') return 'missing'
  if (typeof otp !== 'string' || otp.length > LONGEST) return 'wrong'
  const code = withoutGroups(otp)
  if (isRecoveryCode(code)) {
    const hash = factor.salt && (await hashOfCode(code, factor.salt))
    if (!hash || !(await useRecoveryCode(db, { user, hash, now }))) return 'wrong'
    await tellOwnerOf(db, { user, change: 'recoveryUsed', now })
    await recordAudit(db, {
      at: now,
      action: 'user.recoveryCodeUsed',
      subject: 'users',
      subjectId: user,
      caller,
      changes: {},
    })
    return 'recoveryCode'
  }
  const secret = openSecret(user, factor.sealed)
  const step = secret === null ? null : stepOf(secret, code, { now, after: factor.lastStep })
  if (step === null) return 'wrong'
  await useStep(db, user, step)
  return 'otp'
}
