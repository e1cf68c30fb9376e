import type { Texts } from '../shape'

export const errorReport = {
  singular: 'Error',
  plural: 'Errors',
  description:
    'Faults of the program itself, gathered by place. No names, phones or texts are kept here. A solved one opens again when it is seen again.',
  fields: {
    lastSeenAt: 'Last seen',
    firstSeenAt: 'First seen',
    count: 'Times',
    state: 'State',
    kind: 'Of',
    place: 'Where',
    type: 'Error',
    message: 'The program’s words',
    stack: 'Stack',
    release: 'Release',
    requestId: 'Last request',
    solvedAt: 'Solved at',
    fingerprint: 'Fingerprint',
  },
  choices: {
    state: {
      open: 'Open',
      solved: 'Solved',
    },
    kind: {
      request: 'A request',
      job: 'A job',
      bot: 'The bot',
      message: 'Sending messages',
      browser: 'A screen of the panel',
    },
  },
} as const satisfies Texts
