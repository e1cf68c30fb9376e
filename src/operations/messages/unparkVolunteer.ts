import type { Payload } from 'payload'
import { unparkMessagesOf } from '@/db/outbox'
import { reading } from '@/db/sql'

/**
 * The volunteer wrote to the bot, so the bot may write to them again and sends what was parked. Returns how many
 * messages that were.
 */
export const unparkVolunteer = (
  payload: Payload,
  { volunteer, now }: { volunteer: string; now: Date },
): Promise<number> => unparkMessagesOf(reading(payload), volunteer, now)
