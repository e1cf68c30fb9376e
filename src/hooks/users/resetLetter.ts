import type { PayloadRequest } from 'payload'
import { env } from '@/config/env'

const TEXTS = {
  ru: { subject: 'Пристань: новый пароль', body: 'Чтобы задать новый пароль, откройте ссылку (она действует час):', ignore: 'Если вы об этом не просили, ничего делать не нужно.' },
  en: { subject: 'Pristan: a new password', body: 'Open this link to set a new password; it works for an hour:', ignore: 'If you did not ask for it, there is nothing to do.' },
}

const textsFor = (req?: PayloadRequest) => (req?.i18n?.language === 'en' ? TEXTS.en : TEXTS.ru)

/** The address of the link is the configured one, never the one a request was sent to: that is the sender's to choose. */
export const resetLetter = {
  generateEmailSubject: ({ req }: { req?: PayloadRequest } = {}): string => textsFor(req).subject,
  generateEmailHTML: ({ req, token }: { req?: PayloadRequest; token?: string } = {}): string => {
    const { publicUrl, port } = env()
    const link = `${publicUrl ?? `http://localhost:${port}`}/admin/reset/${encodeURIComponent(token ?? '')}`
    const { body, ignore } = textsFor(req)
    return `<p>${body}</p><p><a href="${link}">${link}</a></p><p>${ignore}</p>`
  },
}
