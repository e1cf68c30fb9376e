import { tooMany } from './faults'

type Limit = { calls: number; milliseconds: number }

const OVERALL: Limit = { calls: 30, milliseconds: 1_000 }
const GROUP: Limit = { calls: 20, milliseconds: 60_000 }

/** Telegram's limits on sending, by the caller's clock. Calls beyond them get 429. */
export class Limits {
  private readonly sent = new Map<number | 'all', number[]>()

  constructor(private readonly now: () => Date) {}

  check(chat: number): void {
    this.take('all', OVERALL)
    if (chat < 0) this.take(chat, GROUP)
  }

  private take(key: number | 'all', { calls, milliseconds }: Limit): void {
    const at = this.now().getTime()
    const recent = (this.sent.get(key) ?? []).filter((time) => time > at - milliseconds)
    this.sent.set(key, recent)
    const [oldest] = recent
    if (recent.length >= calls && oldest !== undefined)
      throw tooMany(Math.max(1, Math.ceil((oldest + milliseconds - at) / 1000)))
    recent.push(at)
  }
}
