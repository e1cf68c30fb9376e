import type { Claimed, Settlement } from '@/db/outbox'
import type { SkipReason } from '@/domain/messages/kinds'
import type { Outcome } from '@/notifications/deliver/outcome'

type Counted = Pick<Claimed, 'attempts' | 'waits'>

/**
 * Limit for attempts that were refused or failed through a fault of ours. With doubling pauses the last attempt is
 * about four hours after the first.
 */
const MOST_ATTEMPTS = 8
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 60 * 60_000
/** After an outage the message is retried soon, for as long as it makes sense. */
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 120_000

const after = (now: Date, first: number, count: number, longest: number): Date =>
  new Date(now.getTime() + Math.min(first * 2 ** Math.min(count, 20), longest))

/** The state of a message after an attempt. */
export const afterOutcome = ({ attempts, waits }: Counted, outcome: Outcome, now: Date): Settlement => {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent', attempts: attempts + 1, waits, notBefore: null, error: null }
    case 'closed':
      return {
        status: 'pending',
        attempts,
        waits: waits + 1,
        notBefore: after(now, FIRST_WAIT_MS, waits, LONGEST_WAIT_MS),
        error: outcome.reason,
      }
    case 'busy':
      return {
        status: 'pending',
        attempts,
        waits: waits + 1,
        notBefore: new Date(now.getTime() + outcome.ms),
        error: 'tooMany',
      }
    case 'again': {
      const given = attempts + 1 >= MOST_ATTEMPTS
      return {
        status: given ? 'failed' : 'pending',
        attempts: attempts + 1,
        waits,
        notBefore: given ? null : after(now, FIRST_PAUSE_MS, attempts, LONGEST_PAUSE_MS),
        error: outcome.reason,
      }
    }
    case 'refused':
      return { status: 'failed', attempts: attempts + 1, waits, notBefore: null, error: outcome.reason }
    case 'stopped':
      return { status: 'failed', attempts: attempts + 1, waits, notBefore: null, error: 'stoppedBot' }
    case 'nowhere':
      return { status: 'skipped', attempts, waits, notBefore: null, error: 'notConfigured' }
    case 'moved':
      return { status: 'pending', attempts: attempts + 1, waits, notBefore: now, error: 'unreachable' }
  }
}

/**
 * The state of a message that was not tried: postponed, or there is nothing to say. A message that an outage made too
 * late counts as failed, because people have to see it.
 */
export const skipped = (
  { attempts, waits }: Counted,
  how: { kind: 'skip'; reason: SkipReason } | { kind: 'later'; at: Date | null },
): Settlement => {
  if (how.kind === 'later') return { status: 'pending', attempts, waits, notBefore: how.at, error: null }
  const failed = how.reason === 'tooLate' && attempts + waits > 0
  return { status: failed ? 'failed' : 'skipped', attempts, waits, notBefore: null, error: how.reason }
}
