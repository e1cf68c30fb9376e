import { expectedOn, type Expected } from '@/db/participants'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import type { ConfirmationCode } from '@/domain/refusalData'
import { withNames } from './withNames'

type Question = { code: ConfirmationCode; occurrences: readonly string[]; confirm: boolean; caller: Caller }

/**
 * Throws a refusal with the affected people if they would lose their booking and the change is not confirmed. Called
 * under the locks.
 */
export const refuseUnconfirmed = async (
  db: Db,
  { code, occurrences, confirm, caller }: Question,
): Promise<Expected[]> => {
  const affected = await expectedOn(db, occurrences)
  if (affected.length === 0 || confirm) return affected
  const participants = affected.map(({ id, visitor, occurrence }) => ({
    id,
    visitor,
    occurrence,
    fate: 'cancelled' as const,
  }))
  throw new Refusal(code, await withNames(db, { participants }, caller))
}
