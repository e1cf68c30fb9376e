import type { Payload } from 'payload'
import { keepPendingSecret } from '@/db/second-factors'
import { transaction } from '@/db/sql'
import { accountOf, lockUser } from '@/db/users'
import { addressOfSecret, newSecret } from '@/domain/access/secondFactor'
import { Refusal } from '@/domain/errors'
import { BRAND } from '@/i18n/brand'
import { sealSecret } from './secret'

/** A new secret, which counts when a code of it was seen. Until then the one before does, if there is one. */
export const beginSecondFactor = (payload: Payload, user: string): Promise<{ secret: string; address: string }> =>
  transaction(payload, async (db) => {
    if (!(await lockUser(db, user))) throw new Refusal('NOT_FOUND')
    const secret = newSecret()
    await keepPendingSecret(db, user, sealSecret(user, secret))
    const label = (await accountOf(db, user))?.email ?? ''
    return { secret, address: addressOfSecret(secret, { issuer: BRAND, label }) }
  })
