import type { Payload } from 'payload'
import { deleteHold } from '@/db/holds'
import { reading } from '@/db/sql'
import { callerKey, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

/** Releases a hold. Another caller's hold is answered as if it did not exist. */
export const release = async (payload: Payload, { id, caller }: { id: string; caller: Caller }): Promise<void> => {
  if (!(await deleteHold(reading(payload), id, callerKey(caller)))) throw new Refusal('NOT_FOUND')
}
