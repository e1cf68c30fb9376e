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
  botTrouble: {
    since: 'Since {at} Moscow time.',
    open: 'Open the home screen',
  },
  password: {
    subject: 'A new password',
    asked:
      'Somebody, probably you, asked for a new password for Pristan. Open the link to set it: it works for one hour.',
    button: 'Set a new password',
    otherwise: 'If you did not ask for it, there is nothing to do: the password stays as it is.',
  },
} as const satisfies Texts & { noBackup: Texts & { subject: Record<BackupTrouble, string> } }
