import type { Payload } from 'payload'
import { findSignedIn as find, type SignedIn } from '@/db/callers'
import { isUnreachable } from '@/db/refusals'
import { reading } from '@/db/sql'
import { isId } from '@/domain/ids'

export type { SignedIn }

/** Who a session belongs to, asked at every request: one that was ended a moment ago counts no more. */
export const findSignedIn = async (payload: Payload, id: string): Promise<SignedIn | null> => {
  if (!isId(id)) return null
  try {
    return await find(reading(payload), id)
  } catch (err) {
    // Payload takes it for nobody and is silent. A database that is away is told by whoever asks again.
    if (!isUnreachable(err)) payload.logger.error({ err, msg: 'A session could not be looked up' })
    throw err
  }
}
