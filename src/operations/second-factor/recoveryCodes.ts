import { pbkdf2, randomBytes, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import { keepRecoveryCodes } from '@/db/second-factors'
import type { Db } from '@/db/sql'
import { inGroups, RECOVERY_CODES, RECOVERY_DIGITS } from '@/domain/access/secondFactor'

/**
 * As passwords are hashed, in fewer rounds: a code is 53 random bits, not a word. One salt for the ten, so that trying
 * a code costs one hash.
 */
export const hashOfCode = (code: string, salt: Buffer): Promise<Buffer> =>
  promisify(pbkdf2)(code, salt, 60_000, 32, 'sha256')

const newCode = (): string => Array.from({ length: RECOVERY_DIGITS }, () => randomInt(10)).join('')

export type NewCodes = { codes: string[]; salt: Buffer; hashes: Buffer[] }

/** Hashing takes a moment: before the transaction. */
export const makeRecoveryCodes = async (): Promise<NewCodes> => {
  const salt = randomBytes(16)
  const codes = Array.from({ length: RECOVERY_CODES }, newCode)
  return { codes: codes.map(inGroups), salt, hashes: await Promise.all(codes.map((code) => hashOfCode(code, salt))) }
}

/** Those before no longer work. */
export const storeRecoveryCodes = (db: Db, user: string, { salt, hashes }: NewCodes): Promise<void> =>
  keepRecoveryCodes(db, { user, salt, hashes })
