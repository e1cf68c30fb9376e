import type { Payload } from 'payload'
import { preferencesOf } from '@/db/preferences'
import { reading } from '@/db/sql'

/** One for each list and form, with much to spare. */
const MOST = 100

/** Whether there is room for this preference of this user. */
export const mayKeepPreference = async (payload: Payload, user: string, key: string): Promise<boolean> => {
  const { count, known } = await preferencesOf(reading(payload), user, key)
  return known || count < MOST
}
