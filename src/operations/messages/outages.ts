export type Channel = 'telegram' | 'mail'

const FIRST_MS = 5_000
const LONGEST_MS = 60_000

/**
 * Which channels are down. No message is tried on such a channel, so an outage overnight does not use up attempts.
 * After a pause one message at a time tests whether the outage is over.
 */
export class Outages {
  private readonly known = new Map<Channel, { until: number; failures: number }>()

  note(channel: Channel, now: Date): void {
    const before = this.known.get(channel)
    // Several messages of one round that fail this way count as one failure.
    if (before && before.until > now.getTime()) return
    const failures = (before?.failures ?? 0) + 1
    this.known.set(channel, {
      until: now.getTime() + Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS),
      failures,
    })
  }

  over(channel: Channel): void {
    this.known.delete(channel)
  }

  isClosed(channel: Channel, now: Date): boolean {
    return (this.known.get(channel)?.until ?? 0) > now.getTime()
  }

  isDoubtful(channel: Channel): boolean {
    return this.known.has(channel)
  }
}
