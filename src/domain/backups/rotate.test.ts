import { describe, expect, it } from 'vitest'
import { outdated } from './rotate'

const ZONE = 'Europe/Moscow'
const DAY = 86_400_000
const nights = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ at: new Date(new Date(from).getTime() + index * DAY) }))

/** Adds one backup per night and deletes outdated ones, as the worker does. */
const live = (made: { at: Date }[]): string[] => {
  let held: { at: Date }[] = []
  for (const backup of made) {
    held = [...held, backup]
    const gone = outdated(held, ZONE)
    held = held.filter((one) => !gone.includes(one))
  }
  return held.map(({ at }) => at.toISOString().slice(0, 10))
}

describe('the rotation of backups', () => {
  it('keeps after two years 7 days, 4 weeks and 12 months, the newest of each', () => {
    expect(live(nights('2025-01-01T00:00:00Z', 730))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
      '2026-12-13',
      '2026-12-20',
      '2026-12-25',
      '2026-12-26',
      '2026-12-27',
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
    ])
  })

  it('never takes away the last ones because time has passed without new ones', () => {
    const old = nights('2024-03-01T00:00:00Z', 3)
    expect(outdated([...old, { at: new Date('2026-11-21T00:00:00Z') }], ZONE)).toEqual([])
  })

  it('keeps one of several of the same day, the newest', () => {
    const [early, late] = [{ at: new Date('2026-11-21T05:00:00Z') }, { at: new Date('2026-11-21T15:00:00Z') }]
    expect(outdated([late, early], ZONE)).toEqual([early])
  })

  it('counts days by the clock of the day centres', () => {
    // 23:30 UTC is the next day in Moscow.
    const [evening, night] = [{ at: new Date('2026-11-20T20:30:00Z') }, { at: new Date('2026-11-20T23:30:00Z') }]
    expect(outdated([evening, night], ZONE)).toEqual([])
  })
})
