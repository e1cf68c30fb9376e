/** Kinds of message by channel. The text is made from ids only when the message is sent. */
export type TelegramKind =
  'bookingConfirmed' | 'bookingsMoved' | 'bookingsCancelled' | 'eventAnnounced' | 'reminder' | 'missed'
export type MailKind =
  'dailySummary' | 'failures' | 'noBackup' | 'leftOut' | 'botTrouble' | 'accountChanged' | 'logChanged'
export type MessageKind = TelegramKind | MailKind

/** `administrators` occurs only in rows of earlier versions; now each administrator gets a message of their own. */
export type RecipientKind = 'volunteers' | 'volunteerChat' | 'users' | 'administrators'

export const UNSENT_STATUSES = ['pending', 'failed', 'parked', 'skipped'] as const
export type MessageStatus = 'sent' | (typeof UNSENT_STATUSES)[number]

/** Messages that somebody has to act on go first, announcements to everybody last. */
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
  leftOut: 3,
  botTrouble: 3,
  accountChanged: 0,
  logChanged: 3,
}

/** Why a message was skipped: there was nothing to say, or nobody to say it to. */
export type SkipReason =
  'nothingLeft' | 'tooLate' | 'recipientGone' | 'recipientBlocked' | 'notMember' | 'notConfigured'

/** The known reasons why a message was not sent. */
export type UnsentReason = SkipReason | 'stoppedBot' | 'unreachable' | 'tooMany' | 'fault'

/** Of a mail server's refusal only the number is kept, because its text may contain the address. */
export type FailureReason = UnsentReason | `SMTP ${number}`

/** What is told to the owner of an account, who is the one to notice that somebody else did it. */
export const ACCOUNT_CHANGES = [
  'password',
  'passwordByOther',
  'passwordByLink',
  'email',
  'factorOn',
  'factorOff',
  'factorReset',
  'recoveryUsed',
  'recoveryMade',
] as const
export type AccountChange = (typeof ACCOUNT_CHANGES)[number]
