import { expect, it } from 'vitest'
import { dayWords } from './words'

it.each([
  // The night in which the clock is put forward, and the day that has 25 hours.
  ['2027-03-27T22:30:00Z', '2027-03-28T10:00:00Z', 'завтра'],
  ['2027-03-27T22:30:00Z', '2027-03-29T10:00:00Z', 'пн, 29 марта'],
  ['2026-10-24T22:10:00Z', '2026-10-26T10:00:00Z', 'завтра'],
  ['2026-12-31T22:59:00Z', '2027-01-01T10:00:00Z', 'завтра'],
  ['2026-12-31T23:01:00Z', '2027-01-01T10:00:00Z', 'сегодня'],
])('at %s, %s is %s in Berlin', (now, at, words) => {
  expect(dayWords(new Date(at), 'Europe/Berlin', new Date(now))).toBe(words)
})
