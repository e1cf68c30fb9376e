import type { CollectionBeforeLoginHook } from 'payload'
import { now } from '@/config/clock'
import { within } from '@/db/sql'
import type { Role } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { originOf } from '@/access/caller'
import { checkCode } from '@/operations/second-factor/check'

/**
 * Whatever begins a session with a password comes through here, after the password and before the session. A link from
 * a letter begins none: src/endpoints/users/signIn.ts.
 */
export const askSecondFactor: CollectionBeforeLoginHook = async ({ user, req, context }) => {
  if (context.passwordByLink === true) return user
  const via = req.headers?.has('sec-fetch-site') ? 'panel' : 'api'
  const checked = await checkCode(await within(req), {
    caller: { kind: 'users', id: String(user.id), role: user.role as Role, via, origin: originOf(req.headers) },
    otp: req.data?.otp,
    now: now(),
  })
  if (checked === 'missing') throw new Refusal('OTP_REQUIRED')
  if (checked === 'wrong') throw new Refusal('WRONG_CODE')
  context.secondFactor = checked
  return user
}
