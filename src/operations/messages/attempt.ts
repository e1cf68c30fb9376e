import { keepClaim, type Claimed } from '@/db/outbox'
import type { Db } from '@/db/sql'
import type { SkipReason } from '@/domain/messages/kinds'
import type { Outcome } from '@/notifications/deliver/outcome'
import type { Composed } from './compose'

/** Long enough for a round at Telegram's rate limit. After it, messages claimed by a killed sender are free again. */
export const LEASE_MS = 120_000
/** If less than this is left, the claim is renewed before anything is sent. */
const LEASE_LEFT_MS = 60_000

/** Outcomes that prove that the channel works. */
export const ANSWERED = new Set<Attempt['kind']>(['sent', 'busy', 'refused', 'moved'])
export const UNTRIED: Attempt = { kind: 'later', at: null }

export type Attempt =
  | Outcome
  | Exclude<Composed<never>, { kind: 'ready' | 'later' }>
  | { kind: 'skip'; reason: SkipReason }
  | { kind: 'later'; at: Date | null }

export const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

export const stillClaimed = async (db: Db, message: Claimed, now: Date): Promise<boolean> =>
  message.leasedUntil.getTime() - now.getTime() > LEASE_LEFT_MS || keepClaim(db, message, later(now, LEASE_MS))

/** The reason why a recipient can't be written to, or null. */
export const unreachableReason = ({
  recipientKind,
  telegramId,
  blocked,
  hasLeft,
  unreachable,
  email,
}: Claimed): Attempt | null => {
  if (recipientKind === 'users' && email === null) return { kind: 'skip', reason: 'recipientGone' }
  if (recipientKind !== 'volunteers') return null
  if (telegramId === null) return { kind: 'skip', reason: 'recipientGone' }
  if (blocked) return { kind: 'skip', reason: 'recipientBlocked' }
  if (hasLeft) return { kind: 'skip', reason: 'notMember' }
  return unreachable ? { kind: 'stopped' } : null
}
