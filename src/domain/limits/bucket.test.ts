import { expect, test } from 'vitest'
import { afterSome, costOf, roomOf, secondsOf, waitFor, type Limit } from './bucket'

const limit: Limit = { perMinute: 60, burst: 3 }

test('three at once, then one a second', () => {
  let debt = 0
  const seen: number[] = []
  for (let request = 0; request < 5; request += 1) {
    const wait = waitFor(debt, limit)
    seen.push(wait)
    if (wait === 0) debt += costOf(limit)
  }
  expect(seen).toEqual([0, 0, 0, 1000, 1000])
  expect(waitFor(afterSome(debt, 999), limit)).toBe(1)
  expect(waitFor(afterSome(debt, 1000), limit)).toBe(0)
  expect(afterSome(debt, 60_000)).toBe(0)
  expect(roomOf(limit)).toBe(3000)
})

test('a refusal names a whole second at least', () => {
  expect([1, 1000, 1001].map(secondsOf)).toEqual([1, 1, 2])
})
