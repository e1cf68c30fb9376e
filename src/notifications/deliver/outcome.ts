import type { FailureReason } from '@/domain/messages/kinds'

/** How an attempt to send ended, whichever way it went. */
export type Outcome =
  | { kind: 'sent' }
  /** Nothing is wrong with the message or the person: the way is closed for now. */
  | { kind: 'closed'; reason: FailureReason; ms: number | null }
  /** Refused for now; asked again later, a bounded number of times. */
  | { kind: 'again'; reason: FailureReason }
  /** Refused for good, in Telegram's own words where it gave any. */
  | { kind: 'refused'; reason: string }
  /** The person stopped the bot or never wrote to it. */
  | { kind: 'stopped' }
  | { kind: 'moved'; to: string }
  /** There is nowhere to send it to: this way is not set up. */
  | { kind: 'nowhere' }
