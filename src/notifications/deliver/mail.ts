import type { FailureReason } from '@/domain/messages/kinds'
import type { Mail } from '@/notifications/mail/layout'
import type { Outcome } from './outcome'

/** `id` is the same for every attempt, so that a mail server can recognize a repetition. */
export type SendMail = (to: string, mail: Mail, id: string) => Promise<Outcome>

type Letter = { to: string; subject: string; text: string; html: string; messageId: string }

/** `send` is Payload's, which uses the configured transport. */
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

/** Commands whose failure concerns only this recipient or mail, not the whole server. */
const OF_THE_LETTER = /^(?:RCPT TO|DATA|API)$/

const outcomeOf = (error: unknown): Outcome => {
  if (!isSmtpError(error)) throw error
  const { code, responseCode, command = '' } = error
  // Keeps only the number, because the answer's text may contain the address.
  const reason: FailureReason = responseCode === undefined ? 'unreachable' : `SMTP ${responseCode}`
  if (responseCode === undefined || responseCode === 421 || code === 'EAUTH' || !OF_THE_LETTER.test(command))
    return { kind: 'closed', reason }
  return responseCode >= 500 ? { kind: 'refused', reason } : { kind: 'again', reason }
}
