import * as library from 'rrule'
import { describe, expect, it } from 'vitest'
import { dateOfDay } from '@/domain/time/calendar'
import { expand } from './expand'
import { parseRule } from './parseRule'

/**
 * Where rrule.js 2.8.1 deviates from RFC 5545, and what the RFC says. The library's answer is pinned as well: if an
 * update fixes a deviation, its test fails and our correction can go.
 */
const seen: typeof library & { default?: typeof library } = library
const { RRule } = seen.default ?? seen

const byLibrary = (text: string, date: string, count: number): string[] => {
  const dates: string[] = []
  new RRule({ ...RRule.parseString(text), dtstart: new Date(`${date}T00:00:00Z`) }).all((at) => {
    dates.push(dateOfDay(at.getTime() / 86_400_000))
    return dates.length < count
  })
  return dates
}

/** Topic, rule, DTSTART, the RFC's dates, the library's dates. */
const DEVIATIONS: [string, string, string, string[], string[]][] = [
  [
    'two positions that are the same day make one date (its PR 669)',
    'FREQ=MONTHLY;BYMONTHDAY=15;BYSETPOS=1,-1',
    '2026-01-15',
    ['2026-01-15', '2026-02-15', '2026-03-15'],
    ['2026-01-15', '2026-01-15', '2026-02-15'],
  ],
  [
    'a position the interval has not got picks nothing (its PR 668)',
    'FREQ=MONTHLY;BYMONTHDAY=20,31;BYSETPOS=-2',
    '2026-01-20',
    ['2026-01-20', '2026-03-20', '2026-05-20'],
    ['2026-01-20', '2026-02-20', '2026-03-20'],
  ],
  [
    'BYSETPOS counts from the beginning of the week, not from DTSTART: the first of these is Monday the 9th',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1',
    '2026-03-11',
    ['2026-03-16', '2026-03-23', '2026-03-30'],
    ['2026-03-11', '2026-03-16', '2026-03-23'],
  ],
  [
    'plain and numbered weekdays together are "or" (its issue 71)',
    'FREQ=MONTHLY;BYDAY=MO,-1WE',
    '2026-03-16',
    ['2026-03-16', '2026-03-23', '2026-03-25', '2026-03-30'],
    [],
  ],
  [
    'BYWEEKNO without a weekday takes DTSTART’s, not all seven',
    'FREQ=YEARLY;BYWEEKNO=20',
    '2026-05-12',
    ['2026-05-12', '2027-05-18', '2028-05-16'],
    ['2026-05-12', '2026-05-13', '2026-05-14'],
  ],
  [
    'New Year 2011 was in week 52 of 2010, which had no 53rd',
    'FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA',
    '2010-12-31',
    ['2011-01-01', '2011-12-31', '2012-12-29'],
    ['2011-12-31', '2012-12-29', '2013-12-28'],
  ],
  [
    '... so nothing happens in that 53rd',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA',
    '2010-12-31',
    ['2016-01-02', '2021-01-02', '2027-01-02'],
    ['2011-01-01', '2016-01-02', '2021-01-02'],
  ],
  [
    'week 1 has days in December, whatever number names it: 2020 had 53 weeks',
    'FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO',
    '2019-12-30',
    ['2019-12-30', '2025-12-29'],
    [],
  ],
  [
    'INTERVAL counts the years weeks are numbered in: Monday of week 1 of 2026 is in 2025',
    'FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO',
    '2024-01-01',
    ['2024-01-01', '2025-12-29', '2028-01-03'],
    ['2024-01-01', '2024-12-30', '2028-01-03'],
  ],
  [
    'BYSETPOS sees whole weeks across New Year',
    'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1',
    '2025-12-29',
    ['2025-12-29', '2027-01-04', '2028-01-03', '2029-01-01', '2029-12-31'],
    ['2026-01-01', '2027-01-04', '2028-01-03', '2029-01-01', '2030-01-01'],
  ],
]

describe('RFC 5545 wins over rrule.js', () => {
  it.each(DEVIATIONS)('%s', (_, text, date, dates, libraryDates) => {
    expect(expand({ rule: parseRule(text), date, limit: dates.length }).dates).toEqual(dates)
    expect(byLibrary(text, date, libraryDates.length || 1)).toEqual(libraryDates)
  })

  it.each([
    'FREQ=DAILY;COUNT=2;UNTIL=20260101',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=WEEKLY;BYDAY=2TU',
    'FREQ=DAILY;BYWEEKNO=2',
    'FREQ=YEARLY;BYWEEKNO=2;BYDAY=1MO',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=MONTHLY;BYSETPOS=1',
  ])('the library takes %s, which the RFC forbids', (text) => {
    expect(() => new RRule(RRule.parseString(text))).not.toThrow()
    expect(() => parseRule(text)).toThrow('RECURRENCE_INVALID')
  })
})
