import { expect, it } from 'vitest'
import { fullestOf, fullnessOf } from './fullness'

it('calls four places of five nearly full, and the last one taken full', () => {
  const states = [0, 7, 8, 9, 10, 11].map((taken) => fullnessOf({ taken, max: 10 }))
  expect(states).toEqual(['free', 'free', 'nearly', 'nearly', 'full', 'full'])
  expect([
    fullnessOf({ taken: 0, max: 1 }),
    fullnessOf({ taken: 1, max: 1 }),
    fullnessOf({ taken: 4, max: 6 }),
    fullnessOf({ taken: 5, max: 6 }),
  ]).toEqual(['free', 'full', 'free', 'nearly'])
})

it('speaks of the day when that is nearly full, and of a service when only it is', () => {
  const day = (participants: number) => ({ participants, capacity: 40 })
  expect(fullestOf({ participants: 5, capacity: 10, day: day(8) })).toBeNull()
  expect(fullestOf({ participants: 8, capacity: 10, day: day(8) })).toBe('service')
  expect(fullestOf({ participants: 2, capacity: 10, day: day(32) })).toBe('day')
  expect(fullestOf({ participants: 10, capacity: 10, day: day(40) })).toBe('day')
})
