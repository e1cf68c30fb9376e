import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '@/domain/errors'
import { formatRule } from './formatRule'
import { parseRule } from './parseRule'
import type { RuleFault } from './ruleFault'
import { anyRule } from './testing/anyRule'

const refusalOf = (text: string): Refusal | null => {
  try {
    parseRule(text)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return null
}

describe('the text of a rule', () => {
  it.each([
    ['RRULE:FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;BYDAY=TU'],
    ['  rrule:freq=weekly;byday=fr,tu,fr;wkst=su \n', 'FREQ=WEEKLY;WKST=SU;BYDAY=TU,FR'],
    ['BYDAY=+2TU,-1FR;INTERVAL=01;FREQ=MONTHLY', 'FREQ=MONTHLY;BYDAY=2TU,-1FR'],
    ['FREQ=DAILY;UNTIL=20250310T235959Z', 'FREQ=DAILY;UNTIL=20250310'],
    ['FREQ=DAILY;UNTIL=99991231T235959', 'FREQ=DAILY;UNTIL=99991231'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1,+15,1,15', 'FREQ=MONTHLY;BYMONTHDAY=1,15,-1'],
    [
      'FREQ=YEARLY;WKST=MO;COUNT=3;INTERVAL=2;BYSETPOS=1,-1;BYWEEKNO=53,-1;BYMONTH=12',
      'FREQ=YEARLY;INTERVAL=2;COUNT=3;BYMONTH=12;BYWEEKNO=53,-1;BYSETPOS=1,-1',
    ],
  ])('%s is %s', (text, canonical) => expect(formatRule(parseRule(text))).toBe(canonical))

  it('may name every day of the year, and may not go on forever', () => {
    const days = `FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 366 }, (_, index) => index + 1).join(',')}`
    expect(formatRule(parseRule(days))).toBe(days)
    expect(refusalOf(`FREQ=DAILY;BYSETPOS=${'1,'.repeat(5000)}1`)?.data.reason).toBe('tooLong')
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(parseRule(formatRule(rule))).toEqual(rule)
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  it.each<[string, RuleFault]>([
    ['', 'empty'],
    ['   ', 'empty'],
    ['FREQ=DAILY\nFREQ=WEEKLY', 'lines'],
    ['RRULE:FREQ=DAILY\r\nEXDATE:20260101', 'lines'],
    ['DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY', 'property'],
    ['RDATE:20260101', 'property'],
    ['EXDATE;VALUE=DATE:20260101', 'property'],
    ['EXRULE:FREQ=DAILY', 'property'],
    ['every Tuesday', 'syntax'],
    ['FREQ=DAILY;', 'syntax'],
    ['FREQ=DAILY;;COUNT=1', 'syntax'],
    ['FREQ=DAILY;COUNT=', 'syntax'],
    ['FREQ=DAILY;COUNT=1=2', 'syntax'],
    ['FREQ=DAILY;DTSTART=20260101', 'unknownPart'],
    ['FREQ=DAILY;BYEASTER=0', 'unknownPart'],
    ['FREQ=DAILY;X-PART=1', 'unknownPart'],
    ['RRULE:RRULE:FREQ=DAILY', 'unknownPart'],
    ['FREQ=DAILY;FREQ=DAILY', 'duplicatePart'],
    ['FREQ=DAILY;COUNT=1;COUNT=2', 'duplicatePart'],
    ['INTERVAL=2', 'frequency'],
    ['FREQ=FORTNIGHTLY', 'frequency'],
    ['FREQ=DAILY;COUNT=1;UNTIL=20260101', 'countAndUntil'],
    ['FREQ=DAILY;COUNT=0', 'range'],
    ['FREQ=DAILY;COUNT=-1', 'number'],
    ['FREQ=DAILY;COUNT=1e3', 'number'],
    ['FREQ=DAILY;COUNT=99999999999999999999', 'number'],
    ['FREQ=DAILY;COUNT=3000000000', 'range'],
    ['FREQ=DAILY;INTERVAL=0', 'range'],
    ['FREQ=DAILY;INTERVAL=1.5', 'number'],
    ['FREQ=DAILY;UNTIL=2026-01-01', 'until'],
    ['FREQ=DAILY;UNTIL=20260230', 'until'],
    ['FREQ=DAILY;UNTIL=20260101T246000Z', 'until'],
    ['FREQ=DAILY;BYMONTH=0', 'range'],
    ['FREQ=DAILY;BYMONTH=13', 'range'],
    ['FREQ=DAILY;BYMONTH=-1', 'number'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'range'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'range'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,,2', 'number'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'range'],
    ['FREQ=YEARLY;BYWEEKNO=54', 'range'],
    ['FREQ=YEARLY;BYWEEKNO=0', 'range'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'range'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367', 'range'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'setposAlone'],
    ['FREQ=MONTHLY;BYDAY=XX', 'weekday'],
    ['FREQ=MONTHLY;BYDAY=MONDAY', 'weekday'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'range'],
    ['FREQ=MONTHLY;BYDAY=54MO', 'range'],
    ['FREQ=WEEKLY;WKST=1', 'weekday'],
    ['FREQ=DAILY;BYDAY=1MO', 'notWithThisFrequency'],
    ['FREQ=WEEKLY;BYDAY=-1MO', 'notWithThisFrequency'],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', 'notWithThisFrequency'],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'notWithThisFrequency'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'notWithThisFrequency'],
    ['FREQ=WEEKLY;BYYEARDAY=1', 'notWithThisFrequency'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'notWithThisFrequency'],
  ])('%s is refused: %s', (text, reason) => {
    expect(refusalOf(text)).toMatchObject({ code: 'RECURRENCE_INVALID', data: { path: 'rrule', reason } })
  })

  it.each(['FREQ=HOURLY', 'freq=minutely;count=0', 'FREQ=SECONDLY', 'FREQ=DAILY;BYHOUR=99'])(
    '%s is finer than a day',
    (text) => {
      expect(refusalOf(text)?.code).toBe('RECURRENCE_UNSUPPORTED')
    },
  )

  it('answers any text with a rule or a refusal', () => {
    const scraps = fc.constantFrom(
      'FREQ=',
      'DAILY',
      'YEARLY',
      ';',
      '=',
      'BYDAY=',
      'MO',
      '-1',
      '1',
      ',',
      'BYSETPOS=',
      'UNTIL=',
      '2026',
      '0101',
      'T',
      'Z',
      ' ',
      '\n',
      'é',
      '\u0000',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(scraps, { maxLength: 15 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        refusalOf(text)
      }),
      { seed: 2, numRuns: 3000 },
    )
  })
})
