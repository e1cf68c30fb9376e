import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '@/config/env'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A key derived from the product's secret, different for each purpose. */
export const keyFor = (purpose: string): Buffer => {
  const secret = env().payloadSecret
  if (!secret) throw new Error('PAYLOAD_SECRET is not known yet')
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}

/** `bound`: what the text belongs to, for example a row. It can't be decrypted if it is moved elsewhere. */
export const encrypt = (key: Buffer, text: Buffer, bound: string): Buffer => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

export const decrypt = (key: Buffer, data: Buffer, bound: string): Buffer => {
  const decipher = createDecipheriv(CIPHER, key, data.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(bound))
  decipher.setAuthTag(data.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
}
