import type { Frequency } from './rule'

/** The largest number of days in one interval. A year may include days of its neighbours' weeks 52 and 53. */
export const LONGEST: Record<Frequency, number> = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 371 }

export type Positions = {
  /** Adds a day of the current interval. */
  readonly add: (day: number) => void
  /** Ends the interval and passes its chosen days to `visit` in order, until that returns false. */
  readonly flush: (visit: (day: number) => boolean) => boolean
}

/**
 * BYSETPOS picks from the days of the whole interval, even of the one that contains DTSTART. It picks each day once,
 * and a position that the interval doesn't have picks nothing. rrule.js gets all three wrong. Null if no interval of
 * that length can have any of the positions.
 */
export const positionsOf = (bySetPos: readonly number[], freq: Frequency): Positions | null => {
  const longest = LONGEST[freq]
  const fromStart = new Uint8Array(longest + 1)
  const fromEnd = new Uint8Array(longest + 1)
  for (const position of bySetPos) {
    if (position > 0 && position <= longest) fromStart[position] = 1
    if (position < 0 && -position <= longest) fromEnd[-position] = 1
  }
  if (!fromStart.includes(1) && !fromEnd.includes(1)) return null
  const days = new Int32Array(longest)
  let size = 0
  return {
    add: (day) => {
      days[size++] = day
    },
    flush: (visit) => {
      const had = size
      size = 0
      for (let index = 0; index < had; index++) {
        if ((fromStart[index + 1] || fromEnd[had - index]) && !visit(days[index] ?? 0)) return false
      }
      return true
    },
  }
}
