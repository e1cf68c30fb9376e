import { expect, it } from 'vitest'
import { dayAsTyped, typedDay } from './typedDay'

it.each([
  ['24.11.2026', '2026-11-24'],
  ['24.11.26', '2026-11-24'],
  ['24112026', '2026-11-24'],
  ['4/1/2027', '2027-01-04'],
  ['2027-03-09', '2027-03-09'],
  ['21.11', '2026-11-21'],
  ['20.11', '2027-11-20'],
  ['1.2', '2027-02-01'],
  ['31.02.2027', null],
  ['24.1', '2027-01-24'],
  ['24', null],
  ['завтра', null],
])('reads %s as %s on 21 November 2026', (typed, date) => {
  expect(typedDay(typed, '2026-11-21')).toBe(date)
})

it('shows a date the way it is typed', () => {
  expect(dayAsTyped('2026-11-04')).toBe('04.11.2026')
  expect(typedDay(dayAsTyped('2026-11-04'), '2026-11-21')).toBe('2026-11-04')
})
