import type { Payload } from 'payload'
import { deleteHold } from '@/db/holds'
import { reading } from '@/db/sql'
import { callerKey, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

/** Gives a held place back. Only the caller's own; another's is answered as if it weren't there. */
export const release = async (payload: Payload, { id, caller }: { id: string; caller: Caller }): Promise<void> => {
  if (!(await deleteHold(reading(payload), id, callerKey(caller)))) throw new Refusal('NOT_FOUND')
}
