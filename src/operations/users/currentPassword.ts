import { pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Payload } from 'payload'
import { reading } from '@/db/sql'
import { type Account, accountOf } from '@/db/users'
import { Refusal } from '@/domain/errors'
import { beginCode, beginSignIn, codeAccepted, signedIn } from './signInAttempts'

const refuse = (message: 'fieldCurrentPassword' | 'fieldWrongPassword'): Refusal =>
  new Refusal('CURRENT_PASSWORD_REQUIRED', { errors: [{ path: 'currentPassword', message }] })

type Asked = { user: string; given: unknown; address: string }

/**
 * Whoever changes how their account is entered says its password again: an open session alone may be somebody else's.
 * Guesses count as those of signing in do; returns the milliseconds to wait, 0 if the password was right. An account
 * without a password, which belongs to a provider, has none to say.
 */
export const confirmPassword = async (payload: Payload, { user, given, address }: Asked): Promise<number> => {
  if (typeof given !== 'string' || given === '') throw refuse('fieldCurrentPassword')
  const account = await accountOf(reading(payload), user)
  if (!account) throw new Refusal('NOT_FOUND')
  const attempt = { email: account.email, address }
  const wait = await beginSignIn(payload, attempt)
  if (wait > 0) return wait
  if (!(await isPasswordOf(account, given))) throw refuse('fieldWrongPassword')
  await signedIn(payload, attempt)
  return 0
}

const MARK = 'pbkdf2-sha256-v1:'

/** As Payload stores passwords, in the present form and in the one before. It does not export its own check. */
const isPasswordOf = async ({ hash, salt }: Account, password: string): Promise<boolean> => {
  if (hash === null || salt === null) return false
  const stored = Buffer.from(hash.startsWith(MARK) ? hash.slice(MARK.length) : hash, 'hex')
  const [rounds, length] = hash.startsWith(MARK) ? [600_000, 32] : [25_000, 512]
  const made = await promisify(pbkdf2)(password, salt, rounds, length, 'sha256')
  return made.length === stored.length && timingSafeEqual(made, stored)
}

/** Counts a code that somebody who is signed in gives. `accepted`: it was right. */
export const countCode = async (
  payload: Payload,
  user: string,
): Promise<{ wait: number; accepted: () => Promise<void> }> => {
  const attempt = { email: (await accountOf(reading(payload), user))?.email ?? '', address: '' }
  return { wait: await beginCode(payload, attempt), accepted: () => codeAccepted(payload, attempt) }
}
