import { expect, it } from 'vitest'
import { fullnessOf } from './fullness'

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
