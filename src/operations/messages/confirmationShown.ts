import type { Payload } from 'payload'
import { settleConfirmations } from '@/db/outbox'
import { reading } from '@/db/sql'

/**
 * The conversation has shown these bookings to the volunteer, so no message is needed. Otherwise the confirmation is
 * sent half a minute after the booking.
 */
export const confirmationShown = (
  payload: Payload,
  { volunteer, participants, now }: { volunteer: string; participants: readonly string[]; now: Date },
): Promise<void> => settleConfirmations(reading(payload), volunteer, participants, now)
