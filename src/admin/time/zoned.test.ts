import { expect, it } from 'vitest'
import { clockIn, completedTime, instantIn } from './zoned'

it('shows and reads the clock of the place, not of the machine', () => {
  expect(clockIn('2026-12-01T09:05:00.000Z', 'Europe/Moscow')).toBe('12:05')
  expect(clockIn('2026-12-01T18:30:00.000Z', 'Asia/Kathmandu')).toBe('00:15')
  expect(instantIn('2026-12-01', '12:05', 'Europe/Moscow')).toBe('2026-12-01T09:05:00.000Z')
  expect(instantIn('2026-12-01', '12:5', 'Europe/Moscow')).toBeNull()
  expect(instantIn('2026-12-01', '24:00', 'Europe/Moscow')).toBeNull()
})

it.each([
  ['930', '09:30'],
  ['1245', '12:45'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['9 30', '09:30'],
  ['14', '14:00'],
  ['полдень', 'полдень'],
  ['', ''],
])('completes %s to %s', (typed, time) => {
  expect(completedTime(typed)).toBe(time)
})
