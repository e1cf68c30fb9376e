import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '@/domain/errors'
import { addDays } from '@/domain/time/calendar'
import { expand } from './expand'
import { FORM_WEEKDAYS, type RecurrenceInput } from './form'
import { formatRule } from './formatRule'
import { parseRule } from './parseRule'
import { recurrenceToRule } from './recurrenceToRule'
import { ruleToRecurrence } from './ruleToRecurrence'
import { anyDate, anyRule } from './testing/anyRule'

/** Tuesday, the second of its month. */
const DATE = '2026-03-10'

const text = (input: RecurrenceInput, date = DATE): string => formatRule(recurrenceToRule(input, date))

const errorsOf = (input: RecurrenceInput): unknown => {
  try {
    recurrenceToRule(input, DATE)
  } catch (error) {
    if (error instanceof Refusal) return error.data.errors
    throw error
  }
  return 'nothing refused'
}

describe('a form', () => {
  it.each<[RecurrenceInput, string]>([
    [{ frequency: 'daily' }, 'FREQ=DAILY'],
    [{ frequency: 'daily', interval: 3, end: 'count', count: 10 }, 'FREQ=DAILY;INTERVAL=3;COUNT=10'],
    [{ frequency: 'weekly' }, 'FREQ=WEEKLY;BYDAY=TU'],
    [{ frequency: 'weekly', weekdays: [] }, 'FREQ=WEEKLY;BYDAY=TU'],
    [{ frequency: 'weekly', weekdays: ['fr', 'tu'], interval: 2 }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR'],
    [
      { frequency: 'weekly', weekdays: ['tu'], end: 'until', until: '2026-12-31' },
      'FREQ=WEEKLY;UNTIL=20261231;BYDAY=TU',
    ],
    [{ frequency: 'monthly' }, 'FREQ=MONTHLY;BYMONTHDAY=10'],
    [{ frequency: 'monthly', monthlyOn: 'dayOfMonth' }, 'FREQ=MONTHLY;BYMONTHDAY=10'],
    [{ frequency: 'monthly', monthlyOn: 'lastDay' }, 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    [{ frequency: 'monthly', monthlyOn: 'weekday' }, 'FREQ=MONTHLY;BYDAY=2TU'],
    [{ frequency: 'monthly', monthlyOn: 'weekday', monthlyWeek: -1 }, 'FREQ=MONTHLY;BYDAY=-1TU'],
    [{ frequency: 'monthly', monthlyOn: 'weekday', monthlyWeek: '-1', weekdays: ['th'] }, 'FREQ=MONTHLY;BYDAY=-1TH'],
    [{ frequency: 'monthly', monthlyOn: 'weekday', weekdays: ['tu', 'th'] }, 'FREQ=MONTHLY;BYDAY=2TU,2TH'],
    [{ frequency: 'daily', count: 5, end: null }, 'FREQ=DAILY;COUNT=5'],
    [{ frequency: 'daily', until: '2026-04-01' }, 'FREQ=DAILY;UNTIL=20260401'],
  ])('%j means %s', (input, rule) => expect(text(input)).toBe(rule))

  it('counts a fifth weekday as the last', () => {
    expect(text({ frequency: 'monthly', monthlyOn: 'weekday' }, '2026-03-31')).toBe('FREQ=MONTHLY;BYDAY=-1TU')
    expect(text({ frequency: 'monthly', monthlyOn: 'weekday' }, '2026-03-24')).toBe('FREQ=MONTHLY;BYDAY=4TU')
  })

  it('forgets what an earlier choice left behind', () => {
    const left = { weekdays: ['mo'], monthlyOn: 'lastDay', monthlyWeek: 9, count: 'x', until: 'x' }
    expect(text({ ...left, frequency: 'daily', end: 'never' })).toBe('FREQ=DAILY')
    expect(text({ ...left, frequency: 'daily', end: 'count', count: 2 })).toBe('FREQ=DAILY;COUNT=2')
  })

  it.each<[RecurrenceInput, string, string]>([
    [{}, 'frequency', 'fieldRequired'],
    [{ frequency: 'yearly' }, 'frequency', 'fieldInvalid'],
    [{ frequency: 'daily', interval: 0 }, 'interval', 'fieldCapacity'],
    [{ frequency: 'daily', interval: 1.5 }, 'interval', 'fieldCapacity'],
    [{ frequency: 'daily', interval: '2' }, 'interval', 'fieldCapacity'],
    [{ frequency: 'weekly', weekdays: ['monday'] }, 'weekdays', 'fieldInvalid'],
    [{ frequency: 'weekly', weekdays: 'mo' }, 'weekdays', 'fieldInvalid'],
    [{ frequency: 'monthly', monthlyOn: 'fullMoon' }, 'monthlyOn', 'fieldInvalid'],
    [{ frequency: 'monthly', monthlyOn: 'weekday', monthlyWeek: 5 }, 'monthlyWeek', 'fieldInvalid'],
    [{ frequency: 'daily', end: 'someday' }, 'end', 'fieldInvalid'],
    [{ frequency: 'daily', count: 3, until: '2026-12-31' }, 'end', 'fieldRequired'],
    [{ frequency: 'daily', end: 'count' }, 'count', 'fieldRequired'],
    [{ frequency: 'daily', end: 'count', count: 0 }, 'count', 'fieldCapacity'],
    [{ frequency: 'daily', end: 'until', until: null }, 'until', 'fieldRequired'],
    [{ frequency: 'daily', end: 'until', until: '2026-02-30' }, 'until', 'fieldDate'],
    [{ frequency: 'daily', end: 'until', until: '2026-03-09' }, 'until', 'fieldEndBeforeStart'],
  ])('%j is refused at %s', (input, path, message) => {
    expect(errorsOf(input)).toEqual([{ path: `recurrence.${path}`, message }])
  })

  it('names every wrong field at once', () => {
    expect(errorsOf({ frequency: 'weekly', interval: -1, weekdays: [1], end: 'count' })).toHaveLength(3)
  })
})

describe('a rule shown as a form', () => {
  it.each([
    'FREQ=YEARLY',
    'FREQ=DAILY;BYDAY=MO',
    'FREQ=MONTHLY;BYMONTHDAY=11',
    'FREQ=MONTHLY;BYMONTHDAY=10,20',
    'FREQ=MONTHLY;BYDAY=TU',
    'FREQ=MONTHLY;BYDAY=5TU',
    'FREQ=MONTHLY;BYDAY=2TU,-1TU',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2',
    'FREQ=WEEKLY;BYMONTH=3',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU',
    'FREQ=DAILY;UNTIL=20200101',
    'FREQ=DAILY;UNTIL=99991231',
    'FREQ=MONTHLY;BYMONTHDAY=10;BYDAY=TU',
  ])('%s is null: the form has no words for it', (rule) => expect(ruleToRecurrence(parseRule(rule), DATE)).toBeNull())

  it.each([
    ['FREQ=MONTHLY', 'FREQ=MONTHLY;BYMONTHDAY=10'],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'FREQ=MONTHLY;BYDAY=2TU'],
    ['FREQ=WEEKLY;WKST=SU;BYDAY=TU,SU', 'FREQ=WEEKLY;BYDAY=TU,SU'],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
  ])('%s is said as %s', (rule, said) => {
    const form = ruleToRecurrence(parseRule(rule), DATE)
    expect(form && text(form)).toBe(said)
  })

  it('makes the same dates', () => {
    let said = 0
    fc.assert(
      fc.property(anyRule, anyDate, (rule, date) => {
        const form = ruleToRecurrence(rule, date)
        if (!form) return
        said++
        const to = addDays(date, 1000)
        expect(expand({ rule: recurrenceToRule(form, date), date, to })).toEqual(expand({ rule, date, to }))
      }),
      { seed: 10, numRuns: 3000 },
    )
    expect(said).toBeGreaterThan(300)
  })

  it('comes back unchanged from every form', () => {
    const anyForm = fc.record({
      frequency: fc.constantFrom('daily', 'weekly', 'monthly'),
      interval: fc.integer({ min: 1, max: 50 }),
      weekdays: fc.subarray([...FORM_WEEKDAYS]),
      monthlyOn: fc.constantFrom('dayOfMonth', 'weekday', 'lastDay', null),
      monthlyWeek: fc.constantFrom(1, 2, 3, 4, -1, null),
      end: fc.constantFrom('never', 'count', 'until'),
      count: fc.integer({ min: 1, max: 100 }),
      until: fc.constant('2040-01-01'),
    })
    fc.assert(
      fc.property(anyForm, anyDate, (input, date) => {
        const rule = recurrenceToRule(input, date)
        const form = ruleToRecurrence(rule, date)
        expect(form).not.toBeNull()
        if (form) expect(recurrenceToRule(form, date)).toEqual(rule)
        expect(parseRule(formatRule(rule))).toEqual(rule)
      }),
      { seed: 11, numRuns: 500 },
    )
  })
})
