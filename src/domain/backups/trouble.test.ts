import { expect, it } from 'vitest'
import { backupTrouble, letterDay } from './trouble'

const at = (text: string): Date => new Date(`2026-12-${text}:00Z`)
const bornAt = at('01T00:00')

it.each([
  ['proven an hour ago', '03T01:00', null, '03T02:00', null],
  ['proven 26 hours ago', '03T00:00', null, '04T02:00', null],
  ['proven a minute more than 26 hours ago', '03T00:00', null, '04T02:01', 'missing'],
  ['never made on the first day', null, null, '02T01:00', null],
  ['never made for 27 hours', null, null, '02T03:00', 'missing'],
  ['failed after a good one', '03T00:00', '04T00:00', '04T00:01', 'failed'],
  ['failed and then made', '04T00:00', '03T00:00', '04T00:01', null],
  ['failed at the very first', null, '01T00:10', '01T00:20', 'failed'],
] as const)('a backup that was %s', (_, succeeded, failed, now, trouble) => {
  expect(
    backupTrouble(
      { succeededAt: succeeded === null ? null : at(succeeded), failedAt: failed === null ? null : at(failed), bornAt },
      at(now),
    ),
  ).toBe(trouble)
})

it('is told every day for a week, and once a week after that', () => {
  const facts = { succeededAt: at('01T02:30'), failedAt: null, bornAt }
  const days = Array.from({ length: 1000 }, (_, hour) =>
    letterDay(facts, new Date(at('02T05:00').getTime() + hour * 6 * 3_600_000))
      .toISOString()
      .slice(0, 10),
  )
  const told = [...new Set(days)]
  expect(told.slice(0, 9)).toEqual([
    '2026-12-02',
    '2026-12-03',
    '2026-12-04',
    '2026-12-05',
    '2026-12-06',
    '2026-12-07',
    '2026-12-08',
    '2026-12-15',
    '2026-12-22',
  ])
  expect(told).toHaveLength(41)
})
