import type { Payload } from 'payload'
import { forgetTraces } from '@/db/merges'
import { reading } from '@/db/sql'
import { firstUndoable } from '@/domain/merges/undoable'

/** What a merge that can't be taken back any more remembers of two people. */
export const forgetOldTraces = (payload: Payload, now: Date): Promise<void> =>
  forgetTraces(reading(payload), firstUndoable(now))
