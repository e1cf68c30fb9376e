import type { FailureReason } from '@/domain/messages/kinds'

/** The result of an attempt to send, for any channel. */
export type Outcome =
  | { kind: 'sent' }
  /** The channel itself is unavailable for now; message and recipient are fine. */
  | { kind: 'closed'; reason: FailureReason }
  /** This chat takes no more for so long; others do. */
  | { kind: 'busy'; ms: number }
  /** Refused for now; tried again later, a limited number of times. */
  | { kind: 'again'; reason: FailureReason }
  /** Refused for good, with Telegram's own words if there are any. */
  | { kind: 'refused'; reason: string }
  /** The person stopped the bot or never wrote to it. */
  | { kind: 'stopped' }
  | { kind: 'moved'; to: string }
  /** The channel is not set up. */
  | { kind: 'nowhere' }
