/** A change of attendance can be taken back for so long. */
export const UNDO_MS = 10 * 60_000
