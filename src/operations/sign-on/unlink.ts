import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { linkOf, unlink } from '@/db/sign-on'
import { reading, transaction } from '@/db/sql'
import { endSessionsOf, lockUser, userExists } from '@/db/users'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

/** When this account was linked to somebody at the provider. */
export const signOnOfAccount = async (payload: Payload, id: string): Promise<{ linkedAt: Date | null }> => {
  const db = reading(payload)
  if (!(await userExists(db, id))) throw new Refusal('NOT_FOUND')
  return { linkedAt: (await linkOf(db, id))?.linkedAt ?? null }
}

/**
 * For a person with a new account at the provider: the next sign-in with this verified e-mail is linked to this
 * account.
 */
export const unlinkAccount = (
  payload: Payload,
  { id, caller, now }: { id: string; caller: Caller; now: Date },
): Promise<void> =>
  transaction(payload, async (db) => {
    if (!(await lockUser(db, id))) throw new Refusal('NOT_FOUND')
    if (!(await unlink(db, id))) return
    await endSessionsOf(db, id, null)
    await recordAudit(db, { at: now, action: 'user.unlinked', subject: 'users', subjectId: id, caller, changes: {} })
  })
