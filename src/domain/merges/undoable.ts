export const UNDO_DAYS = 30

/** Why a merge can't be taken back. `later`: another record was merged into the survivor since; that one goes first. */
export type MergeConflict = 'undone' | 'expired' | 'erased' | 'later' | 'merged' | 'full' | 'card'

type Merge = { mergedAt: Date; undoneAt: Date | null; hasTrace: boolean }
type Records = { areErased: boolean; isLatest: boolean; isSurvivorMerged: boolean }

const DAY_MS = 86_400_000

export const undoUntil = (mergedAt: Date): Date => new Date(mergedAt.getTime() + UNDO_DAYS * DAY_MS)

export const firstUndoable = (now: Date): Date => new Date(now.getTime() - UNDO_DAYS * DAY_MS)

export const whyNotUndone = (merge: Merge, records: Records, now: Date): MergeConflict | null => {
  if (merge.undoneAt) return 'undone'
  if (records.areErased) return 'erased'
  if (!merge.hasTrace || now > undoUntil(merge.mergedAt)) return 'expired'
  if (records.isSurvivorMerged) return 'merged'
  return records.isLatest ? null : 'later'
}
