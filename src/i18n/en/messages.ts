import type { Texts } from '../shape'

export const messages = {
  failed: { one: '{count} message was not sent', other: '{count} messages were not sent' },
  onlyFailed: 'Show them',
  everything: 'Show all',
  again: 'Send again',
  allAgain: 'Send all of them again',
  sureOne: 'Send this message again?',
  sureAll: 'Send everything again that was not sent?',
  madeAnew: 'The text is made anew: there may be nothing left to say.',
  done: 'The message waits to be sent.',
  allDone: { one: '{count} message waits to be sent.', other: '{count} messages wait to be sent.' },
  givenUp: { one: 'The bot gave up on {count} update', other: 'The bot gave up on {count} updates' },
  tap: 'a tap',
  text: 'a message',
  photo: 'a photo',
  other: 'something else',
  nobodyKnown: 'no volunteer',
  forgotten: 'what was said is deleted by now',
  updateAgain: 'Try again',
  updatesAgain: 'Try all of them again',
  sureUpdate: 'Try it again?',
  sureUpdates: 'Try everything again that the bot gave up on?',
  updateNote:
    'The bot does what it was asked for then, if that still can be done, and answers the volunteer in the chat.',
  updatesDone: { one: 'The bot tries {count} update again.', other: 'The bot tries {count} updates again.' },
} as const satisfies Texts
