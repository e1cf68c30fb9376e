import type { Interval } from '@/domain/events/hours'
import type { Random } from '@/seed/names/random'

/** What becomes of a booking, when and why. `expected` means that nothing changes. */
export type Fate =
  | { status: 'expected' | 'attended' | 'noShow'; at: Date; reason: null }
  | { status: 'cancelled'; at: Date; reason: string | null }

const REASONS = [
  'Заболел',
  'Уехал из города',
  'Нашёл работу на этот день',
  'Попросил перенести',
  'Лежит в больнице',
  null,
]
const MINUTE = 60_000

type Circumstances = {
  bookedAt: Date
  interval: Interval
  past: boolean
  /** The last moment at which anything could be changed. */
  last: Date
  settled: boolean
}

/** One booking in ten is cancelled. Of the rest three in four attend, one in six doesn't, and some stay unmarked. */
export const fateOf = (random: Random, { bookedAt, interval, past, last, settled }: Circumstances): Fate => {
  const [chance, moment, why] = [random(), random(), random()]
  const room = last.getTime() - bookedAt.getTime()
  if (!settled && chance < 0.09 && room > 10 * MINUTE) {
    const at = new Date(bookedAt.getTime() + Math.floor((room * (0.1 + 0.8 * moment)) / MINUTE) * MINUTE)
    return { status: 'cancelled', at, reason: REASONS[Math.floor(why * REASONS.length)] ?? null }
  }
  const at = new Date(interval.endsAt.getTime() + 15 * MINUTE)
  if (!past || chance > 0.94) return { status: 'expected', at, reason: null }
  return { status: chance < 0.785 ? 'attended' : 'noShow', at, reason: null }
}
