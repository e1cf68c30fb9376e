import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, dateOfDay, dayNumber } from '@/domain/time/calendar'
import { expand, lastDate, matches } from './expand'
import { formatRule } from './formatRule'
import { nearestMatch } from './nearestMatch'
import { anyDate, anyRule } from './testing/anyRule'
import { rfcDates } from './testing/rfcModel'

const SEED = { seed: 5545, numRuns: 1500 }
const YEARS = { DAILY: 2, WEEKLY: 3, MONTHLY: 6, YEARLY: 13 }

it('makes the dates of a naive reading of RFC 5545', () => {
  let compared = 0
  fc.assert(
    fc.property(anyRule, anyDate, (rule, date) => {
      const to = addDays(date, YEARS[rule.freq] * 366)
      const dates = rfcDates(rule, date, to)
      compared += dates.length
      expect({ rule: formatRule(rule), date, dates: expand({ rule, date, to }).dates }).toEqual({
        rule: formatRule(rule),
        date,
        dates,
      })
      expect(matches(rule, date)).toBe(dates[0] === date)
    }),
    SEED,
  )
  // Rules without any date prove little, so enough dates must have been compared.
  expect(compared).toBeGreaterThan(20_000)
}, 30_000)

it('starts anywhere inside a series without changing it', () => {
  fc.assert(
    fc.property(anyRule, anyDate, fc.nat(1500), (rule, date, later) => {
      const [from, to] = [addDays(date, later), addDays(date, 3000)]
      const all = expand({ rule, date, to }).dates
      expect(expand({ rule, date, from, to }).dates).toEqual(all.filter((one) => one >= from))
      expect(expand({ rule, date, to, limit: 3 })).toEqual({ dates: all.slice(0, 3), more: all.length > 3 })
      if (rule.count === null) expect(lastDate({ ...rule, until: to }, date)).toBe(all.at(-1) ?? null)
    }),
    SEED,
  )
}, 30_000)

it('ends with UNTIL on its date, and counts skipped dates towards COUNT', () => {
  fc.assert(
    fc.property(anyRule, anyDate, fc.nat(900), (rule, date, later) => {
      const until = addDays(date, later)
      const endless = { ...rule, count: null }
      const all = expand({ rule: endless, date, to: addDays(date, 1500) }).dates
      expect(expand({ rule: { ...endless, until }, date }).dates).toEqual(all.filter((one) => one <= until))
      const skipDates = all.filter((_, index) => index % 3 === 1)
      const counted = expand({ rule: { ...rule, count: 7 }, date, to: addDays(date, 1500), skipDates }).dates
      expect(counted).toEqual(all.slice(0, 7).filter((one) => !skipDates.includes(one)))
    }),
    { ...SEED, numRuns: 500 },
  )
}, 30_000)

it('offers the first later date that the rule matches', () => {
  fc.assert(
    fc.property(anyRule, anyDate, (rule, date) => {
      const start = dayNumber(date)
      let expected: string | undefined
      for (let day = start; day < start + 800 && !expected; day++)
        if (matches(rule, dateOfDay(day))) expected = dateOfDay(day)
      const nearest = nearestMatch(rule, date)
      if (expected) expect(nearest).toBe(expected)
      else expect(nearest === null || (nearest >= addDays(date, 800) && matches(rule, nearest))).toBe(true)
    }),
    { ...SEED, numRuns: 500 },
  )
}, 30_000)
