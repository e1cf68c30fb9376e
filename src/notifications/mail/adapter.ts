import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import nodemailer from 'nodemailer'
import { env } from '@/config/env'
import { BRAND } from '@/i18n/brand'

const DEFAULT_NAME = BRAND
const DEFAULT_ADDRESS = 'pristan@localhost'
/** nodemailer would wait ten minutes for a silent server. */
const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

/** `Name <address>`, or the address alone. */
const sender = (from: string | undefined): { name: string; address: string } => {
  const parts = /^([^<>]*)<([^<>]+)>$/.exec(from ?? '')
  return { name: parts?.[1]?.trim() || DEFAULT_NAME, address: parts?.[2] ?? from ?? DEFAULT_ADDRESS }
}

/**
 * Outgoing mail as configured in the environment. Without SMTP_URL nothing is sent, and only the subject is logged,
 * which has no personal data.
 */
export const mailAdapter = () => {
  const { smtpUrl, mailFrom } = env()
  const { name, address } = sender(mailFrom)
  const transport =
    smtpUrl === undefined
      ? nodemailer.createTransport({ jsonTransport: true })
      : nodemailer.createTransport({
          url: smtpUrl,
          connectionTimeout: CONNECT_MS,
          greetingTimeout: CONNECT_MS,
          dnsTimeout: CONNECT_MS,
          socketTimeout: SILENCE_MS,
        })
  return nodemailerAdapter({ defaultFromName: name, defaultFromAddress: address, skipVerify: true, transport }).then(
    (adapter): typeof adapter =>
      (deps) => {
        const made = adapter(deps)
        if (smtpUrl !== undefined) return made
        const sendEmail: typeof made.sendEmail = async (message) => {
          deps.payload.logger.info({ msg: `SMTP_URL is not set, a mail was not sent: ${message.subject}` })
          return made.sendEmail(message)
        }
        return { ...made, sendEmail }
      },
  )
}
