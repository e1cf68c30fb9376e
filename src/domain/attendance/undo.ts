import type { ErrorCode } from '@/domain/errors'

/** A change of attendance can be taken back for so long. */
export const UNDO_MS = 10 * 60_000

/** Why a row is not taken back. */
export const UNDO_REFUSALS = ['PARTICIPANT_CHANGED'] as const satisfies readonly ErrorCode[]
export type UndoRefusal = (typeof UNDO_REFUSALS)[number]
