import { expect, it } from 'vitest'
import { rememberNews } from './news'

it('is news once in its time, and again after it or when the clock was put back', () => {
  const isNews = rememberNews({ forMs: 1_000, most: 10 })
  expect([0, 1, 999, 1_000, 1_500, 900].map((at) => isNews('a', at))).toEqual([true, false, false, true, false, true])
})

it('forgets the oldest of too many, and takes nothing new for known', () => {
  const isNews = rememberNews({ forMs: 1_000_000, most: 100 })
  const first = Array.from({ length: 6_000 }, (_, index) => isNews(`source ${index}`, index))
  expect(first.every(Boolean)).toBe(true)
  expect(isNews('source 5999', 6_000)).toBe(false)
  expect(isNews('source 0', 6_000)).toBe(true)
})
