import { expect, it } from 'vitest'
import { backupTrouble } from './trouble'

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
