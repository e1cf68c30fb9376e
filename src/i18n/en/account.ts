import type { Texts } from '../shape'

export const account = {
  currentPassword: 'The password you sign in with now',
  changePassword: 'Change the password',
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters; a sentence of several words is best.',
  newPasswordAgain: 'New password once more',
  differ: 'The two new passwords are not the same.',
  passwordChanged: 'The password is changed. Your other sessions have ended.',
} as const satisfies Texts
