import { expect, it } from 'vitest'
import { onItsRule } from './onItsRule'
import type { Series } from './series'

const TODAY = '2026-12-09'
/** A series that began on a Thursday, the third of December. */
const goesOn = (rrule: string, date = '2026-12-03'): [string, string | null] => {
  const series = onItsRule({ type: 'recurring', date, rrule, skipDates: [] } as unknown as Series, TODAY)
  return [series.date, series.rrule]
}

it.each([
  // The weeks of the series are those of the third and of the seventeenth of December.
  ['every two weeks', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-12-15'],
  ['every two weeks, later in the week', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-12-18'],
  ['every three weeks', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO', '2026-12-21'],
  ['every two months', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1', '2027-02-01'],
  ['every week', 'FREQ=WEEKLY;BYDAY=TU', '2026-12-15'],
])('a series keeps its rhythm when its first weekday is dropped: %s', (_, rrule, next) => {
  expect(goesOn(rrule)).toEqual([next, rrule])
})

it('has as many dates left as its rule makes from today on', () => {
  // The fourth of December is over: one of five.
  expect(goesOn('FREQ=WEEKLY;INTERVAL=2;COUNT=5;BYDAY=FR')).toEqual([
    '2026-12-18',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=FR',
  ])
})

it('stays as it is where its first date fits, or is still to come', () => {
  expect(goesOn('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH')).toEqual(['2026-12-03', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH'])
  expect(goesOn('FREQ=WEEKLY;BYDAY=TU', '2026-12-10')).toEqual(['2026-12-10', 'FREQ=WEEKLY;BYDAY=TU'])
})
