import { env } from '@/config/env'
import { languageOf } from '@/i18n'
import { panelText } from '@/i18n/panel'

/** On the page of signing in: a link to a new password can't be sent where there is no mail. */
export const NoMail = (props: { i18n: { language: string } }) =>
  env().smtpUrl === undefined ? (
    <p className="pr-sign-on__refused">{panelText(languageOf(props), 'delivery.noReset')}</p>
  ) : null
