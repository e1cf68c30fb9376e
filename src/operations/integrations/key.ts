import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits: nothing to guess, so a fast hash is enough to make the stored form useless. */
export const newKey = (): string => `pristan_${randomBytes(32).toString('base64url')}`

export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** What a person sees in the list, enough to tell keys apart. */
export const prefixOf = (key: string): string => key.slice(0, 14)
