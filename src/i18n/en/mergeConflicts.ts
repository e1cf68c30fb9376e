import type { MergeConflict } from '@/domain/merges/undoable'

/** Why two records can't be merged, or a merge can't be taken back. */
export const mergeConflicts = {
  undone: 'This merge has been undone already.',
  expired: 'A merge can be undone for 30 days: that time is over.',
  erased: 'One of the two has been erased: this merge can’t be undone any more.',
  later: 'Another record was merged into this one since: undo that merge first.',
  merged: 'One of these two records has been merged already.',
  full: 'Two people need two places here, and somebody else has taken the other one: raise the capacity first.',
  card: 'The card of the other record has been given to somebody else: give that person another number first.',
} as const satisfies Record<MergeConflict, string>
