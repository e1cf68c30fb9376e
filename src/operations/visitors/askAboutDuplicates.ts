import type { Db } from '@/db/sql'
import { distinctFrom, lockIdentity, rememberDistinct, type VisitorRow } from '@/db/visitors'
import { callerKey, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { identityMarks } from '@/domain/visitors/identity'
import { findDuplicates } from './findDuplicates'

type Changed = { id: string; before: VisitorRow; after: VisitorRow; allowDuplicate: boolean; caller: Caller; now: Date }

const NAMES = ['lastName', 'firstName', 'middleName'] as const

/**
 * Called when a visitor's name or phone changes. If they then look like somebody else, the caller has to decide as for
 * a new person, and the decision is stored in the same way.
 */
export const askAboutDuplicates = async (
  db: Db,
  { id, before, after, allowDuplicate, caller, now }: Changed,
): Promise<void> => {
  const renamed = NAMES.some((name) => after[name] !== before[name])
  const called = after.phone !== null && after.phone !== before.phone
  if (!renamed && !called) return
  await lockIdentity(db, identityMarks(after))
  const known = [id, ...(await distinctFrom(db, id))]
  const candidates = await findDuplicates(db, after, known)
  if (candidates.length === 0) return
  if (!allowDuplicate) throw new Refusal('POSSIBLE_DUPLICATE', { candidates })
  const others = candidates.map((candidate) => candidate.id)
  await rememberDistinct(db, { id, others, by: callerKey(caller), at: now })
}
