/** Every kind of message, by the way it goes out. The text is made when it is sent, from ids. */
export type TelegramKind =
  'bookingConfirmed' | 'bookingsMoved' | 'bookingsCancelled' | 'eventAnnounced' | 'reminder' | 'missed'
export type MailKind = 'dailySummary' | 'failures' | 'noBackup'
export type MessageKind = TelegramKind | MailKind

/** `administrators` is in rows of earlier versions only: each of them gets a message of their own now. */
export type RecipientKind = 'volunteers' | 'volunteerChat' | 'users' | 'administrators'

export const UNSENT_STATUSES = ['pending', 'failed', 'parked', 'skipped'] as const
export type MessageStatus = 'sent' | (typeof UNSENT_STATUSES)[number]

/** What people act upon goes first, what is told to everybody last. */
export const URGENCY: Record<MessageKind, number> = {
  bookingsCancelled: 0,
  bookingsMoved: 0,
  bookingConfirmed: 1,
  reminder: 2,
  eventAnnounced: 3,
  missed: 3,
  dailySummary: 3,
  failures: 3,
  noBackup: 3,
}

/** Nobody was told because there was nothing to tell, or nobody to tell it to. */
export type SkipReason =
  'nothingLeft' | 'tooLate' | 'recipientGone' | 'recipientBlocked' | 'notMember' | 'notConfigured'

/** Why a message was not sent, as far as we have a word for it. */
export type UnsentReason = SkipReason | 'stoppedBot' | 'unreachable' | 'tooMany' | 'fault'

/** A mail server's refusal is known by its number; its text may repeat the address. */
export type FailureReason = UnsentReason | `SMTP ${number}`
