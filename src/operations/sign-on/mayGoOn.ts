import type { Payload } from 'payload'
import { begunAt } from '@/db/sign-on'
import { reading } from '@/db/sql'

const LONGEST_MS = 12 * 3_600_000

/**
 * Whether a session may be prolonged. After half a day a session from the provider needs a new sign-in there, because
 * the person may have left.
 */
export const mayGoOn = async (payload: Payload, { session, now }: { session: string; now: Date }): Promise<boolean> => {
  const begun = await begunAt(reading(payload), session)
  return begun === null || now.getTime() - begun.getTime() < LONGEST_MS
}
