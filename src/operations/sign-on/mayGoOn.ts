import type { Payload } from 'payload'
import { begunAt } from '@/db/sign-on'
import { reading } from '@/db/sql'

const LONGEST_MS = 12 * 3_600_000

/**
 * Whether a session may be prolonged. What a provider let in is asked there anew after half a day: the
 * person may have left.
 */
export const mayGoOn = async (payload: Payload, { session, now }: { session: string; now: Date }): Promise<boolean> => {
  const begun = await begunAt(reading(payload), session)
  return begun === null || now.getTime() - begun.getTime() < LONGEST_MS
}
