import type { Payload } from 'payload'
import { sweepUndos } from '@/db/attendance'
import { sweepErrors } from '@/db/error-reports'
import { sweepHolds } from '@/db/holds'
import { sweepKeys } from '@/db/idempotency'
import { sweepMessages } from '@/db/outbox'
import { sweepLimits } from '@/db/rate-limits'
import { sweepSignOns } from '@/db/sign-on'
import { reading } from '@/db/sql'
import { sweepUpdates } from '@/db/telegram-updates'
import { sweepEndedSessions } from '@/db/users'

/** Keeps the tables small. Nothing depends on it, because every reader checks the age of a row itself. */
export const sweep = async (payload: Payload, now: Date): Promise<void> => {
  const db = reading(payload)
  await sweepHolds(db)
  await sweepKeys(db)
  await sweepUndos(db)
  await sweepMessages(db, now)
  await sweepUpdates(db, now)
  await sweepLimits(db)
  await sweepErrors(db, now)
  await sweepSignOns(db, now)
  await sweepEndedSessions(db)
}
