import type { Payload } from 'payload'
import { findSignedIn as find, type SignedIn } from '@/db/callers'
import { isUnreachable } from '@/db/refusals'
import { reading } from '@/db/sql'
import { isId } from '@/domain/ids'

export type { SignedIn }

/** The user of a session. Looked up at every request, so that an ended session stops working at once. */
export const findSignedIn = async (payload: Payload, id: string): Promise<SignedIn | null> => {
  if (!isId(id)) return null
  try {
    return await find(reading(payload), id)
  } catch (err) {
    // Payload swallows this error and treats the request as anonymous. An unreachable database is logged elsewhere.
    if (!isUnreachable(err)) payload.logger.error({ err, msg: 'A session could not be looked up' })
    throw err
  }
}
