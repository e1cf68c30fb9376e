import { expect, test } from 'vitest'
import { runsOf } from './runs'

const entry = (minute: number, change: object = {}) => ({
  at: `2026-12-01T09:0${minute}:00.000Z`,
  action: 'user.signInFailed',
  subjectId: 'a',
  person: null,
  actor: null,
  via: 'api',
  address: '192.0.2.1',
  ...change,
})

test('entries that say the same one after another are one, with their number and the time of the first', () => {
  const runs = runsOf([entry(5), entry(4), entry(3, { address: '192.0.2.2' }), entry(2), entry(1)])
  expect(runs.map(({ last, count, since }) => [last.at.slice(14, 16), count, since.slice(14, 16)])).toEqual([
    ['05', 2, '04'],
    ['03', 1, '03'],
    ['02', 2, '01'],
  ])
})

test('two bookings of one person are one run, two people are not', () => {
  const of = (person: string, subjectId: string) => entry(1, { subjectId, person: { id: person, name: '' } })
  expect(runsOf([of('p', 'a'), of('p', 'b'), of('q', 'c')])).toHaveLength(2)
  expect(runsOf([])).toEqual([])
})
