import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { reading, transaction } from '@/db/sql'
import { accountOfReset, endSessionsOf } from '@/db/users'
import type { Role } from '@/domain/access/caller'
import { tellOwnerOf } from './tellOwner'

type Account = { id: string; email: string; name: string; role: Role }

/** Whose link to a new password this is; null for a link that leads nowhere. */
export const accountOfLink = (payload: Payload, hash: string): Promise<Account | null> =>
  accountOfReset(reading(payload), hash)

/**
 * After a new password was set by a link: no session is left, not even the one that Payload begins, and the owner is
 * told.
 */
export const finishReset = (
  payload: Payload,
  { account: { id, role }, via, now }: { account: Account; via: 'panel' | 'api'; now: Date },
): Promise<void> =>
  transaction(payload, async (db) => {
    await endSessionsOf(db, id, null)
    await tellOwnerOf(db, { user: id, change: 'passwordByLink', now })
    await recordAudit(db, {
      at: now,
      action: 'user.passwordReset',
      subject: 'users',
      subjectId: id,
      caller: { kind: 'users', id, role, via },
      changes: {},
    })
  })
