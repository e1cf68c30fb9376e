import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dateOfDay,
  dayNumber,
  isCalendarDate,
  isDate,
  isTime,
  monthOfDay,
  weekdayOfDay,
  yearOfDay,
  yearStart,
} from './calendar'
import { isZone, localDate, localInstant } from './zone'

describe('dates', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '1900-01-01', '2999-12-31'])('%s is one', (text) =>
    expect(isDate(text)).toBe(true),
  )
  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '1899-12-31',
    '3000-01-01',
    '2026-01-01T00:00',
    '20260101',
    '',
    null,
    20260101,
  ])('%s is none', (value) => expect(isDate(value)).toBe(false))

  it('may be in any year of four digits elsewhere', () => {
    expect(isCalendarDate('9999-12-31')).toBe(true)
    expect(isCalendarDate('9999-02-29')).toBe(false)
  })

  it('are counted as the calendar does', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('1800-01-01'), max: dayNumber('3100-12-31') }), (day) => {
        const at = new Date(day * 86_400_000)
        expect(dateOfDay(day)).toBe(at.toISOString().slice(0, 10))
        expect(dayNumber(dateOfDay(day))).toBe(day)
        expect(yearOfDay(day)).toBe(at.getUTCFullYear())
        expect(yearStart(at.getUTCFullYear())).toBe(Date.UTC(at.getUTCFullYear(), 0, 1) / 86_400_000)
        expect(monthOfDay(day, at.getUTCFullYear())).toBe(at.getUTCMonth() + 1)
        expect(weekdayOfDay(day)).toBe((at.getUTCDay() + 6) % 7)
      }),
      { seed: 3, numRuns: 3000 },
    )
    for (let year = 1899; year <= 3001; year++) {
      expect(yearOfDay(yearStart(year))).toBe(year)
      expect(yearOfDay(yearStart(year) - 1)).toBe(year - 1)
    }
  })

  it('move over months and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(addDays('1900-03-01', -1)).toBe('1900-02-28')
  })
})

describe('times of day', () => {
  it.each(['00:00', '09:05', '23:59'])('%s is one', (text) => expect(isTime(text)).toBe(true))
  it.each(['24:00', '9:05', '12:60', '12:00:00', '-1:00', '', null, 12])('%s is none', (value) =>
    expect(isTime(value)).toBe(false),
  )
})

describe('zones', () => {
  it.each(['Europe/Moscow', 'UTC', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3', 'Pacific/Apia'])(
    '%s is one',
    (name) => expect(isZone(name)).toBe(true),
  )
  it.each(['Moscow', '+03:00', 'UTC+3', 'Europe/Москва', 'Europe/Atlantis', '', 'a'.repeat(100), null, 3])(
    '%s is none',
    (value) => expect(isZone(value)).toBe(false),
  )
})

describe('the clock on the wall', () => {
  it.each([
    ['no clock change', '2026-03-10', '09:30', 'Europe/Moscow', '2026-03-10T06:30:00.000Z'],
    ['an older offset of the same zone', '2012-07-01', '09:30', 'Europe/Moscow', '2012-07-01T05:30:00.000Z'],
    ['half an hour', '2026-03-10', '09:30', 'Asia/Kolkata', '2026-03-10T04:00:00.000Z'],
    ['winter', '2026-03-28', '10:00', 'Europe/Berlin', '2026-03-28T09:00:00.000Z'],
    ['summer', '2026-03-29', '10:00', 'Europe/Berlin', '2026-03-29T08:00:00.000Z'],
    ['just before the gap', '2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['in the gap, moved forward by it', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['just after the gap', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['twice, the first of the two', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['the day after', '2026-10-26', '02:30', 'Europe/Berlin', '2026-10-26T01:30:00.000Z'],
    ['twice, in the west', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['a gap in the west', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['a gap at midnight', '2026-04-24', '00:15', 'Africa/Cairo', '2026-04-23T22:15:00.000Z'],
    ['a gap of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['a day that was left out altogether', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    ['the day after it', '2011-12-31', '12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
  ])('%s: %s %s in %s', (_, date, time, zone, instant) => {
    expect(localInstant(date, time, zone).toISOString()).toBe(instant)
  })

  it('refuses what is no date, time or zone', () => {
    expect(() => localInstant('2026-03-10', '09:30', 'Mars/Base')).toThrow(RangeError)
    expect(() => localInstant('today', '09:30', 'UTC')).toThrow(RangeError)
  })

  it('reads the date back, and agrees with luxon wherever a time happens once', () => {
    const zones = fc.constantFrom(
      'Europe/Moscow',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Asia/Gaza',
      'America/St_Johns',
    )
    const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2040-01-01') })
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), zones, (day, minutes, zone) => {
        const [date, time] = [
          dateOfDay(day),
          `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
        ]
        const instant = localInstant(date, time, zone)
        const shown = DateTime.fromJSDate(instant, { zone })
        expect(localDate(instant, zone)).toBe(shown.toISODate())
        const other = DateTime.fromISO(`${date}T${time}`, { zone })
        if (other.getPossibleOffsets().length === 1) expect(instant.getTime()).toBe(other.toMillis())
        else expect(instant.getTime()).toBe(Math.min(...other.getPossibleOffsets().map((one) => one.toMillis())))
      }),
      { seed: 4, numRuns: 5000 },
    )
  })

  it('converts a hundred thousand instants quickly', () => {
    const start = performance.now()
    for (let number = 0; number < 100_000; number++) {
      const date = addDays('2026-01-01', number % 800)
      localDate(localInstant(date, '10:00', number % 2 ? 'Europe/Moscow' : 'Europe/Berlin'), 'Europe/Moscow')
    }
    // Measured 0.1 s.
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
