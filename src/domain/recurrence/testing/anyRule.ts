import fc from 'fast-check'
import { formatRule } from '../formatRule'
import { parseRule } from '../parseRule'
import type { ByDay, Frequency, Rule } from '../rule'

const some = (from: number, to: number): fc.Arbitrary<number[]> =>
  fc.array(
    fc.integer({ min: from, max: to }).filter((n) => n !== 0),
    { maxLength: 4 },
  )

/** Mostly absent, because a rule with many parts has hardly any dates to compare. */
const rarely = <T>(values: fc.Arbitrary<T[]>, weight = 2): fc.Arbitrary<T[]> =>
  fc.oneof({ weight, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: values })

/** Near the ends of the interval, where mistakes happen. */
const positions = fc.array(fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: -6, max: -1 })), {
  minLength: 1,
  maxLength: 3,
})

const days = (most: number): fc.Arbitrary<ByDay[]> =>
  fc.array(fc.record({ weekday: fc.integer({ min: 0, max: 6 }), n: fc.integer({ min: -most, max: most }) }), {
    minLength: 1,
    maxLength: 4,
  })

const parts = fc.record({
  freq: fc.constantFrom<Frequency>('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
  interval: fc.oneof(
    { weight: 2, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 7 }) },
  ),
  count: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 4 }),
  until: fc.constant(null),
  byMonth: rarely(some(1, 12)),
  byWeekNo: rarely(
    fc.oneof(some(-53, 53), fc.constantFrom<number[]>([1], [52], [53], [-1], [-52], [-53], [1, -1], [52, 53, 1])),
    1,
  ),
  byYearDay: rarely(fc.oneof(some(-366, 366), fc.constantFrom<number[]>([1, 365, 366], [-1, -365, -366], [60])), 5),
  byMonthDay: rarely(fc.oneof(some(-31, 31), fc.constantFrom<number[]>([31], [-1], [29, 30], [1, 2, 3, -1, -2]))),
  byDay: fc.oneof(
    { weight: 1, arbitrary: fc.constant<ByDay[]>([]) },
    { weight: 3, arbitrary: days(0) },
    { weight: 2, arbitrary: days(5) },
    { weight: 1, arbitrary: days(53) },
  ),
  bySetPos: rarely(positions),
  wkst: fc.integer({ min: 0, max: 6 }),
})

/** Removes parts that the RFC forbids together, so that every allowed combination can occur. */
const allowed = (given: Rule): Rule => {
  const yearly = given.freq === 'YEARLY'
  const byWeekNo = yearly ? given.byWeekNo : []
  const numbers = (given.freq === 'MONTHLY' || yearly) && byWeekNo.length === 0
  const rule = {
    ...given,
    byWeekNo,
    byYearDay: yearly ? given.byYearDay : [],
    byMonthDay: given.freq === 'WEEKLY' ? [] : given.byMonthDay,
    byDay: numbers ? given.byDay : given.byDay.map(({ weekday }) => ({ n: 0, weekday })),
  }
  const lists =
    rule.byMonth.length + rule.byWeekNo.length + rule.byYearDay.length + rule.byMonthDay.length + rule.byDay.length
  return parseRule(formatRule(lists === 0 ? { ...rule, bySetPos: [] } : rule))
}

export const anyRule: fc.Arbitrary<Rule> = parts.map(allowed)

const date = (from: string, to: string): fc.Arbitrary<string> =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))

/** Half of the dates are around New Year, where mistakes happen. */
export const anyDate: fc.Arbitrary<string> = fc.oneof(
  date('1999-01-01', '2031-12-31'),
  fc
    .tuple(
      fc.integer({ min: 1999, max: 2031 }),
      fc.constantFrom('12-28', '12-29', '12-30', '12-31', '01-01', '01-02', '01-03', '01-04', '02-28'),
    )
    .map(([year, rest]) => `${year}-${rest}`),
)
