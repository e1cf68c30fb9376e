import { addDays } from '@/domain/time/calendar'
import { generator } from '@/seed/names/random'
import type { LargeDay, LargeOccurrence } from './schedule'

const SEED = 1_905

/** Demand as a share of the places: some are popular, some empty, and distant dates have few bookings. */
const appetite = ({ day, line }: LargeOccurrence, today: string, chance: number): number => {
  if (day.event.archived && day.date >= today) return 0
  const popular = 0.15 + 1.1 * chance ** 1.5
  if (day.date <= today) return popular
  return day.date > addDays(today, line.service.window) ? 0 : popular * 0.6
}

/** Sets the number of bookings of each occurrence: `total` in all, and never more than its places. */
export const fill = (days: readonly LargeDay[], total: number, today: string): void => {
  const all = days.flatMap(({ occurrences }) => occurrences)
  const wishes = all.map(
    (occurrence, index) => occurrence.line.capacity * appetite(occurrence, today, generator(SEED, index)()),
  )
  const wantedAt = (factor: number): number =>
    all.reduce((sum, { line }, i) => sum + Math.min(line.capacity, Math.floor((wishes[i] ?? 0) * factor)), 0)
  let [low, high] = [0, 64]
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2
    if (wantedAt(middle) <= total) low = middle
    else high = middle
  }
  let left = total
  all.forEach(
    (occurrence, i) =>
      (left -= occurrence.wanted = Math.min(occurrence.line.capacity, Math.floor((wishes[i] ?? 0) * low))),
  )
  for (const [i, occurrence] of all.entries()) {
    if (left === 0) return
    if ((wishes[i] ?? 0) === 0 || occurrence.wanted >= occurrence.line.capacity) continue
    occurrence.wanted += 1
    left -= 1
  }
  if (left > 0) throw new Error(`The schedule has ${left} places too few`)
}
