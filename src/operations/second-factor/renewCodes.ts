import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { tellOwnerOf } from '@/operations/users/tellOwner'
import { proveCode } from './proveCode'
import { makeRecoveryCodes, storeRecoveryCodes } from './recoveryCodes'

type Asked = { caller: Extract<Caller, { kind: 'users' }>; otp: string; now: Date }

/** Ten new recovery codes in the place of those there were. */
export const renewRecoveryCodes = async (payload: Payload, { caller, otp, now }: Asked): Promise<string[]> => {
  const made = await makeRecoveryCodes()
  await transaction(payload, async (db) => {
    await proveCode(db, { caller, otp, now })
    await storeRecoveryCodes(db, caller.id, made)
    await tellOwnerOf(db, { user: caller.id, change: 'recoveryMade', now })
    await recordAudit(db, {
      at: now,
      action: 'user.recoveryCodesMade',
      subject: 'users',
      subjectId: caller.id,
      caller,
      changes: {},
    })
  })
  return made.codes
}
