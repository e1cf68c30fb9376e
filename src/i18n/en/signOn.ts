import type { Texts } from '../shape'

export const signOn = {
  email: 'E-mail',
  password: 'Password',
  enter: 'Sign in',
  forgot: 'Forgot your password?',
  code: 'Code of the app',
  codeHint: 'Six digits. If the phone is not at hand, enter one of your recovery codes.',
  back: 'Back',
  or: 'or',
  button: 'Sign in with the organisation’s account',
  refused: {
    denied: 'Signing in was declined at the provider. Try again, or use your e-mail and password.',
    expired: 'That sign-in was too long ago or began in another window. Start again.',
    failed:
      'The provider’s answer could not be confirmed. Start again; if it goes on like this, tell an administrator.',
    unavailable: 'The sign-in provider is not available now. Try a little later, or use your e-mail and password.',
    noGroup:
      'You are known to the provider, but none of your groups has access to Pristan. Ask an administrator to add you to one.',
    emailUnverified:
      'The provider has not verified your e-mail, so your account can’t be found by it. Verify it there and try again.',
    linkedElsewhere:
      'The account with your e-mail belongs to another person at the provider. An administrator can unlink it.',
    blocked: 'Your account in Pristan is blocked. Ask an administrator.',
    removed: 'Your account in Pristan was removed. An administrator can create it again.',
    lastAdministrator:
      'Your groups make you no administrator any more, and you are the last one here. First let another administrator sign in.',
  },
  signingOut: 'Signing out…',
  notSignedOut: 'You could not be signed out: the server does not answer.',
  again: 'Try again',
  title: 'Password and sessions',
  everywhere: 'Sign out everywhere',
  everywhereOwn: 'Sign out everywhere?',
  everywhereOwnText: 'All your sessions end at once, on every device, this one too. You will have to sign in again.',
  everywhereOther: 'Sign this user out everywhere?',
  everywhereOtherText:
    'All sessions of this user end at once, on every device. They can sign in again unless the account is blocked.',
  everywhereDone: 'Every session has ended.',
  linked: 'Signs in by single sign-on since {at}.',
  notLinked: 'Has not signed in by single sign-on yet.',
  unlink: 'Unlink single sign-on',
  unlinkTitle: 'Unlink single sign-on?',
  unlinkText:
    'For a person who got another account at the provider. Sessions end; whoever next signs in there with this verified e-mail gets this account.',
  unlinkDone: 'Unlinked.',
} as const satisfies Texts
