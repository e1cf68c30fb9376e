import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { env } from '@/config/env'
import { reportFault } from '@/config/faults'
import { logEvent } from '@/config/log'
import { faultOf } from '@/operations/errors/faultOf'
import { mailSender, type SendMail } from '@/notifications/deliver/mail'
import { telegramSender } from '@/notifications/deliver/telegram'
import { createSender, type Sender } from '@/operations/messages/sender'

type Options = { stop: AbortSignal; log: (line: string) => void; pollMs?: number }

/** A committed message is noticed after this time at most. */
const POLL_MS = 1_000
const REST_MS = 5_000
/** How long messages in progress may take to finish at a stop. Others become free when their claim expires. */
const FINISH_MS = 3_500

/** Sends waiting messages until told to stop. */
export const deliverMessages = async (payload: Payload, { stop, log, pollMs = POLL_MS }: Options): Promise<void> => {
  const sender = senderOf(payload, stop, log)
  const cut = new Promise<0>((resolve) => {
    const end = (): void => void setTimeout(() => resolve(0), FINISH_MS).unref()
    if (stop.aborted) end()
    stop.addEventListener('abort', end, { once: true })
  })
  while (!stop.aborted) {
    const taken = await Promise.race([cut, roundOf(sender, log)])
    if (taken === null) await pause(REST_MS, stop)
    else if (taken === 0) await pause(pollMs, stop)
  }
}

/** null: the database is unreachable. */
const roundOf = (sender: Sender, log: (line: string) => void): Promise<number | null> =>
  sender.round().catch((error: unknown) => {
    log(`messages can't be sent now: ${nameOf(error)}`)
    return null
  })

const senderOf = (payload: Payload, stop: AbortSignal, log: (line: string) => void): Sender => {
  const { telegram, smtpUrl, publicUrl } = env()
  const { botToken, apiRoot, proxy, volunteersChatId } = telegram
  return createSender(payload, {
    telegram: botToken === undefined ? null : telegramSender({ token: botToken, apiRoot, proxy }),
    mail: smtpUrl === undefined ? toLog(log) : mailSender((letter) => payload.sendEmail(letter)),
    volunteersChat: volunteersChatId ?? null,
    panel: publicUrl ?? null,
    now,
    wait: (ms) => sleep(ms),
    stopping: () => stop.aborted,
    report: (error) => {
      logEvent({ level: 'error', msg: 'a message could not be made', err: faultOf(error) })
      reportFault({ kind: 'message', where: 'send', error })
    },
  })
}

/** Our mails contain only numbers about a day, no names. */
const toLog =
  (log: (line: string) => void): SendMail =>
  async (_to, { subject, text }) => {
    log(`SMTP_URL is not set, this letter went nowhere: ${subject}\n${text}`)
    return { kind: 'nowhere' }
  }

/** Database messages quote values, so only the place of the error is logged. */
const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'something that is no error'
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  return `${error.name}${code}\n${(error.stack ?? '')
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame))
    .slice(0, 6)
    .join('\n')}`
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined) // aborted: the caller looks at the signal
