import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { linkOf, unlink } from '@/db/sign-on'
import { reading, transaction } from '@/db/sql'
import { endSessionsOf, lockUser, userExists } from '@/db/users'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

/** Since when somebody at the provider has this account. */
export const signOnOfAccount = async (payload: Payload, id: string): Promise<{ linkedAt: Date | null }> => {
  const db = reading(payload)
  if (!(await userExists(db, id))) throw new Refusal('NOT_FOUND')
  return { linkedAt: (await linkOf(db, id))?.linkedAt ?? null }
}

/** The person has another account at the provider now: the next one with this verified e-mail gets this account. */
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
