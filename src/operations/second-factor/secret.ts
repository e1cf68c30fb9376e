import { decrypt, encrypt, keyFor } from '@/db/cipher'
import { logEvent } from '@/config/log'

const PURPOSE = 'pristan second factors'

export const sealSecret = (user: string, secret: string): Buffer => encrypt(keyFor(PURPOSE), Buffer.from(secret), user)

/** null: it was encrypted under another PAYLOAD_SECRET. A recovery code still opens the account then. */
export const openSecret = (user: string, sealed: Buffer): string | null => {
  try {
    return decrypt(keyFor(PURPOSE), sealed, user).toString()
  } catch {
    logEvent({ level: 'warn', msg: 'a second factor was encrypted under another PAYLOAD_SECRET' })
    return null
  }
}
