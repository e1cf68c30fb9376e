import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits can't be guessed, so a fast hash is enough for the stored form. */
export const newKey = (): string => `pristan_${randomBytes(32).toString('base64url')}`

export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** The part shown in the list, enough to tell keys apart. */
export const prefixOf = (key: string): string => key.slice(0, 14)
