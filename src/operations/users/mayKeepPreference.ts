import type { Payload } from 'payload'
import { preferencesOf } from '@/db/preferences'
import { reading } from '@/db/sql'

/** Far more than one for each list and form. */
const MOST = 100

/** Whether this user may store one more preference under this key. */
export const mayKeepPreference = async (payload: Payload, user: string, key: string): Promise<boolean> => {
  const { count, known } = await preferencesOf(reading(payload), user, key)
  return known || count < MOST
}
