import type { Texts } from '../shape'

export const requests = {
  over: {
    title: 'Your session has ended',
    text: 'Sign in again: everything you typed stays where it is, and what you were doing goes on.',
  },
  other: {
    title: 'Another person has signed in',
    text: '{now} has signed in in this browser, but this page was opened by {before}. Nothing has been saved.',
    go: 'Go on as {name}',
    back: 'Sign in as {name}',
  },
  email: 'E-mail',
  password: 'Password',
  code: 'Code from the app',
  signIn: 'Sign in',
  elsewhere: 'Sign in another way, in a new tab',
  leave: 'To the sign-in page',
  overwrite: {
    title: 'Somebody has changed this meanwhile',
    text: 'While this form was open, the record was saved by somebody else. Nothing of yours has been saved yet.',
    field: 'Field',
    theirs: 'Saved now',
    mine: 'In your form',
    many: 'changed',
    yes: 'yes',
    no: 'no',
    empty: 'empty',
    keep: 'Save mine over it',
    back: 'Back to the form',
    reload: 'Show what is saved',
  },
  arrived: 'The save before had arrived. The record was there already, and your changes are in it.',
  offline: 'No connection to the server. Nothing you typed is lost; trying again…',
  saving: 'Saving…',
} as const satisfies Texts
