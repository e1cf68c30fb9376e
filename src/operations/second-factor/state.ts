import type { Payload } from 'payload'
import { secondFactorState } from '@/db/second-factors'
import { reading } from '@/db/sql'
import { accountOf } from '@/db/users'
import { Refusal } from '@/domain/errors'

/** An account without a password belongs to a provider, and so does its second factor. */
export const stateOfSecondFactor = async (
  payload: Payload,
  user: string,
): Promise<{ password: boolean; setUpAt: Date | null; recoveryCodesLeft: number }> => {
  const db = reading(payload)
  const account = await accountOf(db, user)
  if (!account) throw new Refusal('NOT_FOUND')
  const state = await secondFactorState(db, user)
  return { password: account.hash !== null, setUpAt: state?.setUpAt ?? null, recoveryCodesLeft: state?.left ?? 0 }
}
