import type { Payload } from 'payload'
import { forgetTraces } from '@/db/merges'
import { reading } from '@/db/sql'
import { firstUndoable } from '@/domain/merges/undoable'

/** Deletes what is kept about both people for undoing a merge, once it can no longer be undone. */
export const forgetOldTraces = (payload: Payload, now: Date): Promise<void> =>
  forgetTraces(reading(payload), firstUndoable(now))
