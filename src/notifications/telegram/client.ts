import { HttpsProxyAgent } from 'https-proxy-agent'
import { Telegram, TelegramError } from 'telegraf'
import { TelegramTimeout } from './errors'
import type { Pace, Urgency } from './pace'

export { classifyTelegramError, type TelegramFailure } from './errors'

type Options = {
  token: string
  /** Another Bot API server than Telegram's. */
  apiRoot?: string | undefined
  /** Only ever used towards https. */
  proxy?: string | undefined
  timeoutMs?: number
  /** With it every message goes out at Telegram's speed, whoever sends it. */
  pace?: Pace
  urgency?: Urgency
}

type Call = Telegram['callApi']

const TIMEOUT_MS = 20_000
/** What Telegram counts as a message to a chat. Answers to taps and questions are not. */
const PACED = /^(?:send(?!ChatAction)|copy|forward|editMessage|deleteMessage)/

/** telegraf's client with a bound on every call, the proxy, and nothing of a message in its errors. */
export const telegramClient = (options: Options): Telegram => new PatientTelegram(options)

class PatientTelegram extends Telegram {
  private readonly given: Options

  constructor(options: Options) {
    const agent = options.proxy === undefined ? undefined : new HttpsProxyAgent(options.proxy, { keepAlive: true })
    super(options.token, {
      // Without the slash an address with a path would lose its last part.
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
      // What is on the screen is what was wanted.
      if (error.code === 400 && error.description.includes('message is not modified')) return true as never
      // telegraf keeps the whole call in the error, and an error may end in a log.
      throw new TelegramError(error.response, { method })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }
}
