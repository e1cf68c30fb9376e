import type { ErrorCode } from '@/domain/errors'

/** How long a change of attendance can be undone. */
export const UNDO_MS = 10 * 60_000

/** Why a row can't be undone. */
export const UNDO_REFUSALS = ['PARTICIPANT_CHANGED'] as const satisfies readonly ErrorCode[]
export type UndoRefusal = (typeof UNDO_REFUSALS)[number]
