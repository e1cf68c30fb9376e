import type { Payload } from 'payload'
import { activeMergesOf, survivorsHalfIn } from '@/db/merges'
import { reading, transaction } from '@/db/sql'
import { refusalsOf } from '@/domain/errors'
import { undoWithin } from './undo'

/**
 * An older backup may contain a merge that was undone before one of the two people was erased. Such a merge is undone
 * again here, even after its deadline, so that only the erased person is erased. A merge that can't be undone stays.
 */
export const tellApartErased = async (payload: Payload, erased: readonly string[], now: Date): Promise<void> => {
  const isErased = new Set(erased)
  const db = reading(payload)
  for (const survivor of await survivorsHalfIn(db, erased)) {
    const merges = await activeMergesOf(db, survivor)
    const last = merges.findLastIndex((merge) => isErased.has(merge.other) !== isErased.has(survivor))
    for (const { id } of merges.slice(0, last + 1)) {
      try {
        await transaction(payload, (within) => undoWithin(within, { id, caller: null, now, late: true }))
      } catch (error) {
        if (refusalsOf(error).length === 0) throw error
        break
      }
    }
  }
}
