import type { AccountChange } from '@/domain/messages/kinds'
import type { BackupTrouble } from '@/domain/backups/trouble'
import type { Texts } from '../shape'

export const mail = {
  name: 'Pristan',
  foot: 'This letter was sent automatically; there is no need to answer it.',
  summary: {
    subject: 'Summary of the day: {date}',
    nothingHeld: 'There were no occurrences yesterday.',
    held: 'Held: {occurrences}. Came: {attended}, did not come: {noShow}.',
    heldUnmarked: 'Held: {occurrences}. Came: {attended}, did not come: {noShow}, not marked: {expected}.',
    mark: 'Still not marked: {people}. Mark them in the panel to make the report correct.',
    goesOn: 'still going on',
    taken: '{taken} of {capacity}',
    cancelled: 'Cancelled',
    full: 'No places left',
    fullDay: '{date}: {title}, {place} ({taken} of {capacity})',
    failed: 'Not sent',
    openPanel: 'Open the panel',
    head: {
      service: 'Service',
      booked: 'Booked',
      attended: 'Came',
      noShow: 'Did not come',
      expected: 'Not marked',
    },
  },
  failures: {
    subject: 'Not sent: {messages}',
    text: 'These messages could not be sent, and nothing more will be tried automatically. The people they are about should be told in another way.',
    where: 'Each of them is in the panel under “Messages”, where it can also be sent again.',
    unknown: 'unknown reason',
    line: '{kind}: {count} ({reason})',
    open: 'Open the messages',
  },
  noBackup: {
    subject: { failed: 'The backup was not made', missing: 'There has been no backup for a long time' },
    failed: 'The last backup could not be made or verified. If the disk fails now, bookings will be lost.',
    overdue:
      'There has been no new backup for more than {hours} hours: the worker process is probably not running. If the disk fails now, bookings will be lost.',
    never: 'There is no verified backup yet.',
    last: 'The last verified backup: {at} Moscow time.',
    whatNow:
      'Pass this letter on to whoever looks after the server: the reason is in the log of the worker process and under “Errors”; what to do is in docs/runbook.md, section Backups. To check at once: npm run backup.',
    open: 'Open the errors',
  },
  leftOut: {
    subject: 'Not in the backup: tables of another program',
    text: 'The database holds tables or columns that Pristan did not make. The backup is whole and verified, but these are not in it:',
    whatNow:
      'If they are needed, whoever made them has to look after their backup. This letter is sent once; it comes again when the list changes.',
  },
  logChanged: {
    subject: 'Somebody changed the log',
    text: 'The nightly check ({at} Moscow time) found that the log is not as the program wrote it. Somebody changed it in the database itself, past Pristan, or a part of it is lost.',
    whatNow:
      'Pass this letter on to whoever looks after the server: npm run audit:verify says what was changed, and docs/runbook.md, section The chain over the log, what to do. If the database was restored by something else than npm run restore, that may be the reason.',
    open: 'Open the log',
  },
  botTrouble: {
    since: 'Since {at} Moscow time.',
    again:
      'If nothing changes, there is another letter about this in a day and then one a week. They end when the bot works again. If it is not wanted any more, whoever looks after the server takes TELEGRAM_BOT_TOKEN out of the settings.',
    open: 'Open the home screen',
  },
  account: {
    what: {
      password: 'Your password has been changed',
      passwordByOther: 'An administrator has set a new password for you',
      passwordByLink: 'A new password was set by the link of a letter',
      email: 'The e-mail of your account has been changed',
      factorOn: 'Signing in now takes a code',
      factorOff: 'Signing in no longer takes a code',
      factorReset: 'An administrator has taken the code away from your sign-in',
      recoveryUsed: 'A recovery code was used to sign in',
      recoveryMade: 'New recovery codes were made',
    },
    text: {
      password: 'The password of your account in Pristan has been changed. All other sessions have ended.',
      passwordByOther:
        'An administrator has set another password for your account in Pristan. Ask them for it, or set one of your own by the link of a letter. All sessions have ended.',
      passwordByLink:
        'Somebody, probably you, opened the link for a new password and set one. All sessions have ended; sign in with the new one.',
      email:
        'You now sign in to Pristan with another e-mail, and letters go there. This is the last one to this address.',
      factorOn: 'From now on Pristan asks for a code of your app after the password. All other sessions have ended.',
      factorOff: 'From now on the password alone is enough to sign in to Pristan.',
      factorReset:
        'From now on the password alone is enough. When you sign in, set the code up again on the page of your account.',
      recoveryUsed: 'It does not work again. If few are left, make new ones on the page of your account.',
      recoveryMade: 'The ones before no longer work. Keep the new ones apart from the phone with the app.',
    },
    at: 'This was on {at} Moscow time.',
    notYou: 'If it was not you, ask for a new password at once on the page of signing in, and tell an administrator.',
    open: 'Set a new password',
  },
  password: {
    subject: 'A new password',
    asked:
      'Somebody, probably you, asked for a new password for Pristan. Open the link to set it: it works for one hour.',
    button: 'Set a new password',
    otherwise: 'If you did not ask for it, there is nothing to do: the password stays as it is.',
  },
} as const satisfies Texts & {
  account: Texts & { what: Record<AccountChange, string>; text: Record<AccountChange, string> }
} & { noBackup: Texts & { subject: Record<BackupTrouble, string> } }
