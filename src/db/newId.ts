import { randomBytes } from 'node:crypto'

/**
 * A version 7 UUID. It begins with the time, so new rows are next to each other in the index. With random ids every
 * booking in a large table would write another page to disk.
 */
export const newId = (now: Date): string => {
  const hex = `${now.getTime().toString(16).padStart(12, '0')}${randomBytes(10).toString('hex')}`
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
