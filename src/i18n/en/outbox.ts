import type { MessageKind, RecipientKind, UnsentReason } from '@/domain/messages/kinds'

export const outbox = {
  kind: {
    bookingConfirmed: 'Booking confirmed',
    bookingsMoved: 'Bookings moved',
    bookingsCancelled: 'Bookings cancelled',
    eventAnnounced: 'New event',
    reminder: 'Reminder',
    missed: 'Who did not come',
    dailySummary: 'Daily summary',
    failures: 'Failures',
    noBackup: 'No backup',
    leftOut: 'Not in the backup',
    botTrouble: 'Trouble with the bot',
    accountChanged: 'Signing in to an account has changed',
    logChanged: 'The log was changed',
  },
  recipient: {
    volunteers: 'A volunteer',
    volunteerChat: 'The volunteers’ chat',
    users: 'An administrator',
    administrators: 'Administrators',
  },
  reason: {
    nothingLeft: 'Nothing left to say',
    tooLate: 'Too late',
    recipientGone: 'The recipient is gone',
    recipientBlocked: 'The volunteer is blocked',
    notMember: 'Has left the volunteers’ chat',
    notConfigured: 'This way of sending is not set up',
    stoppedBot: 'Stopped the bot: waits until they write to it',
    unreachable: 'The server does not answer',
    tooMany: 'Too many messages at once',
    fault: 'A fault of the program',
  },
} as const satisfies {
  kind: Record<MessageKind, string>
  recipient: Record<RecipientKind, string>
  reason: Record<UnsentReason, string>
}
