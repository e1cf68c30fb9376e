import type { Payload } from 'payload'
import { dropOldPreferences } from '@/db/preferences'
import { reading } from '@/db/sql'

/** Far more than one for each list and form. */
const MOST = 100

/**
 * A user keeps so many preferences, and the oldest makes room for a new one: the panel writes one for each document
 * that is opened, so a limit would only stop whoever works much.
 */
export const makeRoomForPreference = (payload: Payload, user: string, key: string): Promise<void> =>
  dropOldPreferences(reading(payload), { user, key, most: MOST })
