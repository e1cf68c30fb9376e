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
} satisfies Texts
