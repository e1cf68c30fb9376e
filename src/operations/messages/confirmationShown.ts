import type { Payload } from 'payload'
import { settleConfirmations } from '@/db/outbox'
import { reading } from '@/db/sql'

/**
 * The conversation has shown that these are booked, so nobody needs to be told again. Without this the
 * confirmation goes out as a message half a minute after the booking: silence is no confirmation.
 */
export const confirmationShown = (
  payload: Payload,
  { volunteer, participants, now }: { volunteer: string; participants: readonly string[]; now: Date },
): Promise<void> => settleConfirmations(reading(payload), volunteer, participants, now)
