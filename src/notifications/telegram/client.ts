import { HttpsProxyAgent } from 'https-proxy-agent'
import { Telegram, TelegramError } from 'telegraf'
import { TelegramTimeout } from './errors'
import type { Pace, Urgency } from './pace'

export { botFailureOf, classifyTelegramError, failureOf, type TelegramFailure } from './errors'

type Options = {
  token: string
  /** A Bot API server other than Telegram's. */
  apiRoot?: string | undefined
  /** Used only for https. */
  proxy?: string | undefined
  timeoutMs?: number
  /** If set, all messages are sent within Telegram's limits. */
  pace?: Pace
  urgency?: Urgency
}

type Call = Telegram['callApi']

const TIMEOUT_MS = 20_000
/** Methods that Telegram counts as messages to a chat. Answers to taps and read calls don't count. */
const PACED = /^(?:send(?!ChatAction)|copy|forward|editMessage|deleteMessage)/

/** telegraf's client with a timeout for every call, the proxy, and no message content in its errors. */
export const telegramClient = (options: Options): Telegram => new PatientTelegram(options)

class PatientTelegram extends Telegram {
  private readonly given: Options

  constructor(options: Options) {
    const agent = options.proxy === undefined ? undefined : new HttpsProxyAgent(options.proxy, { keepAlive: true })
    super(options.token, {
      // Without the final slash the last part of a path would be lost.
      ...(options.apiRoot !== undefined && { apiRoot: `${options.apiRoot.replace(/\/+$/, '')}/` }),
      ...(agent && { agent, attachmentAgent: agent }),
    })
    this.given = options
  }

  override callApi: Call = (method, payload, options) => {
    const { pace, urgency = 'reply' } = this.given
    const call = (): ReturnType<Call> => this.bounded(method, payload, options)
    const chat: unknown = 'chat_id' in payload ? payload.chat_id : undefined
    const paced = pace && PACED.test(method) && (typeof chat === 'string' || typeof chat === 'number')
    return (paced ? pace.run({ chat: String(chat), urgency }, call) : call()) as never
  }

  private async bounded(...[method, payload, { signal } = {}]: Parameters<Call>): Promise<never> {
    const { timeoutMs = TIMEOUT_MS } = this.given
    const control = new AbortController()
    const waits = 'timeout' in payload && typeof payload.timeout === 'number' ? payload.timeout * 1000 : 0
    let late = false
    const timer = setTimeout(() => {
      late = true
      control.abort()
    }, timeoutMs + waits)
    const abort = (): void => control.abort()
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
    try {
      return (await super.callApi(method, payload, { signal: control.signal as never })) as never
    } catch (error) {
      if (late) throw new TelegramTimeout(method)
      if (!(error instanceof TelegramError)) throw error
      // The screen shows what we wanted already.
      if (error.code === 400 && error.description.includes('message is not modified')) return true as never
      // telegraf puts the whole call into the error, and errors may be logged.
      throw new TelegramError(error.response, { method })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }
}
