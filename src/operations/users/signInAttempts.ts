import { createHmac, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { Payload } from 'payload'
import { forget, giveBack, isRemembered, remember, takeOne } from '@/db/rate-limits'
import { reading } from '@/db/sql'
import { hasPassword } from '@/db/users'
import { KNOWN_PLACE_DAYS, RESET_LETTER, SIGN_IN } from '@/domain/limits/signIn'

export type Attempt = { email: string; address: string }

/** Accounts are hashed with the product's secret, so that the table does not reveal who tried to sign in. */
const keysOf = (payload: Payload, { email, address }: Attempt) => {
  const hashed = (...parts: string[]) =>
    createHmac('sha256', payload.secret).update(parts.join('\n')).digest('base64url')
  const account = email.toLowerCase().trim()
  return {
    pair: `sign-in:pair:${hashed(account, address)}`,
    account: `sign-in:account:${hashed(account)}`,
    address: `sign-in:address:${address}`,
    known: `sign-in:known:${hashed(account, address)}`,
    code: `sign-in:code:${hashed(account)}`,
    letter: `letter:account:${hashed(account)}`,
    letters: `letter:address:${address}`,
  }
}

/**
 * Counts an attempt before anything is checked. Returns the milliseconds to wait; 0 if allowed. Behaves the same
 * whether or not the account exists.
 */
export const beginSignIn = async (payload: Payload, attempt: Attempt): Promise<number> => {
  const db = reading(payload)
  const keys = keysOf(payload, attempt)
  const wait = (await takeOne(db, keys.address, SIGN_IN.address)) || (await takeOne(db, keys.pair, SIGN_IN.pair))
  if (wait > 0) return wait
  const known = await isRemembered(db, keys.known)
  const crowd = await takeOne(db, keys.account, SIGN_IN.account)
  return known ? 0 : crowd
}

/** Counts a code of the second factor, in the same way. */
export const beginCode = (payload: Payload, attempt: Attempt): Promise<number> =>
  takeOne(reading(payload), keysOf(payload, attempt).code, SIGN_IN.code)

/** A code was right. */
export const codeAccepted = (payload: Payload, attempt: Attempt): Promise<void> =>
  forget(reading(payload), keysOf(payload, attempt).code)

/** The password was right and a code is still missing: the first half of signing in, and no guess. */
export const halfSignedIn = async (payload: Payload, attempt: Attempt): Promise<void> => {
  const db = reading(payload)
  const keys = keysOf(payload, attempt)
  await giveBack(db, keys.pair, SIGN_IN.pair)
  await giveBack(db, keys.account, SIGN_IN.account)
  await giveBack(db, keys.address, SIGN_IN.address)
}

/**
 * For sign-in through the provider, which protects passwords itself: limited only by address, together with all other
 * sign-ins.
 */
export const beginSignOnFrom = (payload: Payload, address: string): Promise<number> =>
  takeOne(reading(payload), `sign-in:address:${address}`, SIGN_IN.address)

export const signedOnFrom = (payload: Payload, address: string): Promise<void> =>
  giveBack(reading(payload), `sign-in:address:${address}`, SIGN_IN.address)

/** A correct password is not a guess: it does not count, and the address is known from now on. */
export const signedIn = async (payload: Payload, attempt: Attempt): Promise<void> => {
  const db = reading(payload)
  const keys = keysOf(payload, attempt)
  await forget(db, keys.pair)
  await giveBack(db, keys.account, SIGN_IN.account)
  await giveBack(db, keys.address, SIGN_IN.address)
  await remember(db, keys.known, KNOWN_PLACE_DAYS)
}

/** Does the hashing that Payload skips if there is no password to compare with, because timing would reveal that. */
export const spendCheck = async (payload: Payload, { email }: Attempt, password: string): Promise<void> => {
  if (await hasPassword(reading(payload), email.toLowerCase().trim())) return
  await promisify(pbkdf2)(password, randomBytes(32).toString('hex'), 600_000, 32, 'sha256')
}

/**
 * `silent`: send no mail, because this account has had enough of them or signs in only through the provider. The answer
 * does not reveal it.
 */
export const beginReset = async (payload: Payload, attempt: Attempt): Promise<{ wait: number; silent: boolean }> => {
  const db = reading(payload)
  const keys = keysOf(payload, attempt)
  const wait = await takeOne(db, keys.letters, RESET_LETTER.address)
  if (wait > 0) return { wait, silent: false }
  const [many, password] = [
    (await takeOne(db, keys.letter, RESET_LETTER.account)) > 0,
    await hasPassword(db, attempt.email.toLowerCase().trim()),
  ]
  return { wait, silent: many || !password }
}
