import type { PayloadRequest } from 'payload'
import { panelAddress } from '@/config/env'
import type { Mail } from '@/notifications/mail/layout'
import { passwordMail } from '@/notifications/texts/mail'

type Asked = { req?: PayloadRequest; token?: string }

/**
 * The address of the link is the configured one, never the one a request was sent to: that is the sender's to choose.
 */
const letterFor = ({ req, token }: Asked = {}): Mail =>
  passwordMail(
    `${panelAddress()}/admin/reset/${encodeURIComponent(token ?? '')}`,
    req?.i18n?.language === 'en' ? 'en' : 'ru',
  )

export const resetLetter = {
  generateEmailSubject: (asked?: Asked): string => letterFor(asked).subject,
  generateEmailHTML: (asked?: Asked): string => letterFor(asked).html,
}
