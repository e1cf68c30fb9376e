import type { account as english } from '../en/account'
import type { Translated } from '../shape'

export const account: Translated<typeof english> = {
  currentPassword: 'Пароль, с которым вы входите сейчас',
  changePassword: 'Сменить пароль',
  newPassword: 'Новый пароль',
  newPasswordHint: 'Не меньше 12 знаков; лучше всего фраза из нескольких слов.',
  newPasswordAgain: 'Новый пароль ещё раз',
  differ: 'Новый пароль и его повтор не совпадают.',
  passwordChanged: 'Пароль изменён. Остальные ваши сеансы завершены.',
}
