import type { FailureReason } from '@/domain/messages/kinds'
import type { Mail } from '@/notifications/mail/layout'
import type { Outcome } from './outcome'

/** `id` stays the same however often it is tried, so that a mail server can tell a repetition. */
export type SendMail = (to: string, mail: Mail, id: string) => Promise<Outcome>

type Letter = { to: string; subject: string; text: string; html: string; messageId: string }

/** `send` is Payload's: the transport behind it is the one of the configuration. */
export const mailSender =
  (send: (letter: Letter) => Promise<unknown>): SendMail =>
  async (to, mail, id) => {
    try {
      await send({ to, ...mail, messageId: `<${id}@pristan>` })
      return { kind: 'sent' }
    } catch (error) {
      return outcomeOf(error)
    }
  }

type SmtpError = Error & { code: string; responseCode?: number; command?: string }

const isSmtpError = (error: unknown): error is SmtpError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** What concerns this one recipient or letter, and not the server as a whole. */
const OF_THE_LETTER = /^(?:RCPT TO|DATA|API)$/

const outcomeOf = (error: unknown): Outcome => {
  if (!isSmtpError(error)) throw error
  const { code, responseCode, command = '' } = error
  // The answer may repeat the address: its number says enough.
  const reason: FailureReason = responseCode === undefined ? 'unreachable' : `SMTP ${responseCode}`
  if (responseCode === undefined || responseCode === 421 || code === 'EAUTH' || !OF_THE_LETTER.test(command))
    return { kind: 'closed', reason, ms: null }
  return responseCode >= 500 ? { kind: 'refused', reason } : { kind: 'again', reason }
}
