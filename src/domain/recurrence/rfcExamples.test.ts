import { describe, expect, it } from 'vitest'
import { expand } from './expand'
import { parseRule } from './parseRule'
import { rfcDates } from './testing/rfcModel'

/** '1997-09: 2 4, 1997-10: 1' */
const dates = (text: string): string[] =>
  text.split(', ').flatMap((month) => {
    const [name = '', days = ''] = month.split(': ')
    return days.split(' ').map((day) => `${name}-${day.padStart(2, '0')}`)
  })

const ALL_JANUARY = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31'
const UNTIL_CHRISTMAS_EVE =
  '1997-09: 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30, ' +
  `1997-10: ${ALL_JANUARY}, 1997-11: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 ` +
  '29 30, ' +
  '1997-12: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23'

/**
 * The examples of RFC 5545 3.8.5.3 except the sub-daily ones: name, DTSTART, rule, and the dates that the RFC prints
 * (for endless rules only the first ones). The RFC's UNTIL=19971224T000000Z is before nine o'clock of that day. Here
 * only the date of UNTIL counts, so these examples end on 19971223.
 */
const EXAMPLES: [string, string, string, string][] = [
  ['daily for 10 occurrences', '1997-09-02', 'FREQ=DAILY;COUNT=10', '1997-09: 2 3 4 5 6 7 8 9 10 11'],
  ['daily until 24 December', '1997-09-02', 'FREQ=DAILY;UNTIL=19971223', UNTIL_CHRISTMAS_EVE],
  [
    'every other day',
    '1997-09-02',
    'FREQ=DAILY;INTERVAL=2',
    '1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30, 1997-10: 2 4 6',
  ],
  ['every 10 days, 5 occurrences', '1997-09-02', 'FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09: 2 12 22, 1997-10: 2 12'],
  [
    'every day in January, for 3 years',
    '1998-01-01',
    'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    `1998-01: ${ALL_JANUARY}, 1999-01: ${ALL_JANUARY}, 2000-01: ${ALL_JANUARY}`,
  ],
  [
    'the same, daily',
    '1998-01-01',
    'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    `1998-01: ${ALL_JANUARY}, 1999-01: ${ALL_JANUARY}, 2000-01: ${ALL_JANUARY}`,
  ],
  [
    'weekly for 10 occurrences',
    '1997-09-02',
    'FREQ=WEEKLY;COUNT=10',
    '1997-09: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4',
  ],
  [
    'weekly until 24 December',
    '1997-09-02',
    'FREQ=WEEKLY;UNTIL=19971224T000000Z',
    '1997-09: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4 11 18 25, 1997-12: 2 9 16 23',
  ],
  [
    'every other week',
    '1997-09-02',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    '1997-09: 2 16 30, 1997-10: 14 28, 1997-11: 11 25, 1997-12: 9 23, 1998-01: 6 20, 1998-02: 3 17',
  ],
  [
    'Tuesday and Thursday for five weeks',
    '1997-09-02',
    'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    '1997-09: 2 4 9 11 16 18 23 25 30, 1997-10: 2 7',
  ],
  [
    'the same, counted',
    '1997-09-02',
    'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    '1997-09: 2 4 9 11 16 18 23 25 30, 1997-10: 2',
  ],
  [
    'every other week on Monday, Wednesday and Friday until 24 December',
    '1997-09-01',
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971223;WKST=SU;BYDAY=MO,WE,FR',
    '1997-09: 1 3 5 15 17 19 29, 1997-10: 1 3 13 15 17 27 29 31, 1997-11: 10 12 14 24 26 28, 1997-12: 8 10 12 22',
  ],
  [
    'every other week on Tuesday and Thursday, 8 occurrences',
    '1997-09-02',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    '1997-09: 2 4 16 18 30, 1997-10: 2 14 16',
  ],
  [
    'monthly on the first Friday, 10 occurrences',
    '1997-09-05',
    'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    '1997-09: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5, 1998-01: 2, 1998-02: 6, 1998-03: 6, 1998-04: 3, 1998-05: 1, ' +
      '1998-06: 5',
  ],
  [
    'monthly on the first Friday until 24 December',
    '1997-09-05',
    'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
    '1997-09: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5',
  ],
  [
    'every other month on the first and last Sunday, 10 occurrences',
    '1997-09-07',
    'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    '1997-09: 7 28, 1997-11: 2 30, 1998-01: 4 25, 1998-03: 1 29, 1998-05: 3 31',
  ],
  [
    'the second-to-last Monday for 6 months',
    '1997-09-22',
    'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    '1997-09: 22, 1997-10: 20, 1997-11: 17, 1997-12: 22, 1998-01: 19, 1998-02: 16',
  ],
  [
    'the third-to-last day of the month',
    '1997-09-28',
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    '1997-09: 28, 1997-10: 29, 1997-11: 28, 1997-12: 29, 1998-01: 29, 1998-02: 26',
  ],
  [
    'the 2nd and 15th, 10 occurrences',
    '1997-09-02',
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    '1997-09: 2 15, 1997-10: 2 15, 1997-11: 2 15, 1997-12: 2 15, 1998-01: 2 15',
  ],
  [
    'the first and last day, 10 occurrences',
    '1997-09-30',
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    '1997-09: 30, 1997-10: 1 31, 1997-11: 1 30, 1997-12: 1 31, 1998-01: 1 31, 1998-02: 1',
  ],
  [
    'every 18 months on the 10th to 15th, 10 occurrences',
    '1997-09-10',
    'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    '1997-09: 10 11 12 13 14 15, 1999-03: 10 11 12 13',
  ],
  [
    'every Tuesday, every other month',
    '1997-09-02',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    '1997-09: 2 9 16 23 30, 1997-11: 4 11 18 25, 1998-01: 6 13 20 27, 1998-03: 3 10 17 24 31',
  ],
  [
    'yearly in June and July, 10 occurrences',
    '1997-06-10',
    'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    '1997-06: 10, 1997-07: 10, 1998-06: 10, 1998-07: 10, 1999-06: 10, 1999-07: 10, 2000-06: 10, 2000-07: 10, ' +
      '2001-06: 10, 2001-07: 10',
  ],
  [
    'every other year in January, February and March, 10 occurrences',
    '1997-03-10',
    'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    '1997-03: 10, 1999-01: 10, 1999-02: 10, 1999-03: 10, 2001-01: 10, 2001-02: 10, 2001-03: 10, 2003-01: 10, ' +
      '2003-02: 10, 2003-03: 10',
  ],
  [
    'every third year on the 1st, 100th and 200th day, 10 occurrences',
    '1997-01-01',
    'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    '1997-01: 1, 1997-04: 10, 1997-07: 19, 2000-01: 1, 2000-04: 9, 2000-07: 18, 2003-01: 1, 2003-04: 10, 2003-07: ' +
      '19, 2006-01: 1',
  ],
  ['every 20th Monday of the year', '1997-05-19', 'FREQ=YEARLY;BYDAY=20MO', '1997-05: 19, 1998-05: 18, 1999-05: 17'],
  [
    'Monday of week number 20',
    '1997-05-12',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    '1997-05: 12, 1998-05: 11, 1999-05: 17',
  ],
  [
    'every Thursday in March',
    '1997-03-13',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    '1997-03: 13 20 27, 1998-03: 5 12 19 26, 1999-03: 4 11 18 25',
  ],
  [
    'every Thursday in June, July and August',
    '1997-06-05',
    'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    '1997-06: 5 12 19 26, 1997-07: 3 10 17 24 31, 1997-08: 7 14 21 28, 1998-06: 4 11 18 25, 1998-07: 2 9 16 23 ' +
      '30, 1998-08: 6 13 20 27, 1999-06: 3 10 17 24, 1999-07: 1 8 15 22 29, 1999-08: 5 12 19 26',
  ],
  [
    'every Friday the 13th',
    '1997-09-02',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    '1998-02: 13, 1998-03: 13, 1998-11: 13, 1999-08: 13, 2000-10: 13',
  ],
  [
    'the first Saturday that follows the first Sunday',
    '1997-09-13',
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    '1997-09: 13, 1997-10: 11, 1997-11: 8, 1997-12: 13, 1998-01: 10, 1998-02: 7, 1998-03: 7, 1998-04: 11, ' +
      '1998-05: 9, 1998-06: 13',
  ],
  [
    'U.S. Presidential Election day',
    '1996-11-05',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    '1996-11: 5, 2000-11: 7, 2004-11: 2',
  ],
  [
    'the third of Tuesday, Wednesday or Thursday, for 3 months',
    '1997-09-04',
    'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    '1997-09: 4, 1997-10: 7, 1997-11: 6',
  ],
  [
    'the second-to-last weekday of the month',
    '1997-09-29',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    '1997-09: 29, 1997-10: 30, 1997-11: 27, 1997-12: 30, 1998-01: 29, 1998-02: 26, 1998-03: 30',
  ],
  [
    'weeks that start on Monday',
    '1997-08-05',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    '1997-08: 5 10 19 24',
  ],
  [
    'weeks that start on Sunday',
    '1997-08-05',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    '1997-08: 5 17 19 31',
  ],
  [
    '30 February is ignored',
    '2007-01-15',
    'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    '2007-01: 15 30, 2007-02: 15, 2007-03: 15 30',
  ],
]

describe('the examples of RFC 5545 3.8.5.3', () => {
  it.each(EXAMPLES)('%s', (_, date, text, expected) => {
    const rule = parseRule(text)
    const wanted = dates(expected)
    // Asks for one more than listed, to see that a finite rule stops and an endless one goes on.
    const { dates: made } = expand({ rule, date, limit: wanted.length + 1 })
    expect(made.slice(0, wanted.length)).toEqual(wanted)
    if (/COUNT|UNTIL/.test(text)) expect(made).toEqual(wanted)
    // The model that checks the random rules has to pass the examples too.
    expect(rfcDates(rule, date, wanted.at(-1) ?? '')).toEqual(wanted)
  })

  it.each([
    'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
    'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
    'FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40',
    'FREQ=YEARLY;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30',
    'FREQ=SECONDLY',
    'FREQ=DAILY;BYSECOND=0',
  ])('%s is finer than a day', (text) => expect(() => parseRule(text)).toThrow('RECURRENCE_UNSUPPORTED'))
})

describe('the ends of months', () => {
  it.each([
    [
      'the 31st skips shorter months',
      'FREQ=MONTHLY',
      '2026-01-31',
      ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31'],
    ],
    ['the 30th skips February', 'FREQ=MONTHLY;BYMONTHDAY=30', '2026-01-30', ['2026-01-30', '2026-03-30', '2026-04-30']],
    [
      'the 29th comes to February in leap years',
      'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29',
      '2024-02-29',
      ['2024-02-29', '2028-02-29'],
    ],
    ['29 February', 'FREQ=YEARLY', '2096-02-29', ['2096-02-29', '2104-02-29', '2108-02-29']],
    ['every six months on the 31st', 'FREQ=MONTHLY;INTERVAL=6', '2025-03-31', ['2025-03-31', '2026-03-31']],
    [
      'the last day',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      '2028-01-31',
      ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
    ],
    [
      'the fifth Friday',
      'FREQ=MONTHLY;BYDAY=5FR',
      '2026-01-30',
      ['2026-01-30', '2026-05-29', '2026-07-31', '2026-10-30'],
    ],
    ['the 366th day', 'FREQ=YEARLY;BYYEARDAY=366', '2024-12-31', ['2024-12-31', '2028-12-31']],
  ])('%s', (_, text, date, expected) => {
    expect(expand({ rule: parseRule(text), date, limit: expected.length }).dates).toEqual(expected)
  })
})

it('knows the whole week at the end of a year and of a range', () => {
  const sundays = parseRule('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1')
  expect(expand({ rule: sundays, date: '2025-12-15', to: '2025-12-31' }).dates).toEqual(['2025-12-21', '2025-12-28'])
  expect(expand({ rule: sundays, date: '2025-12-15', from: '2026-01-01', to: '2026-01-05' }).dates).toEqual([
    '2026-01-04',
  ])
})
