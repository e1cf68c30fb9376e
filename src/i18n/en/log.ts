import type { Texts } from '../shape'

export const log = {
  title: 'Log',
  intro:
    'Who changed, looked at or exported what, and when. Opening names here is a look as well, and is written down.',
  entry: 'Entry of the log',
  action: 'Action',
  about: 'About whom or what',
  whom: 'About whom',
  who: 'Who',
  whoHint: 'Name of a user, volunteer or key',
  noAccount: 'Nobody is called that.',
  accountsFound: { one: '{count} found', other: '{count} found' },
  when: 'When',
  via: 'From where',
  request: 'Request',
  itself: 'The program itself',
  nobody: 'Not signed in',
  gone: 'Deleted account',
  people: { one: '{count} person', other: '{count} people' },
  times: { one: '{count} time', other: '{count} times' },
  since: 'since {at}',
  whole: 'Checked {at}: nobody changed it past the program.',
  notChecked: 'Not checked yet: that happens every night.',
  changed: 'Checked {at}: it was changed past the program. Tell whoever looks after the server.',
  oneRole:
    'The program works as the owner of the database, so it could change the log itself. How to give it a second role is in docs/runbook.md.',
  listed: 'Who was shown',
  nothing: 'Nothing found',
  nothingHint: 'Choose other dates or take a filter away.',
  more: {
    one: 'Only the latest {count} entry is shown: choose dates.',
    other: 'Only the latest {count} entries are shown: choose dates.',
  },
} as const satisfies Texts
