import { describe, expect, it } from 'vitest'
import { DAY, intervalOn, isInside, isLastingHours, keptWithin, minuteAt } from './hours'
import { spanOf, spanWithin, timeAfter, wallTime } from './hours'
import { horizonOf } from './horizon'
import { datesOf, lastDateOf, type Series } from './series'
import { split } from './split'
import { stateOf } from './state'

const series: Series = {
  title: 'Стирка',
  place: 'p',
  zone: 'Europe/Moscow',
  type: 'recurring',
  date: '2026-12-01',
  startTime: '09:00',
  endTime: '18:00',
  endsNextDay: false,
  capacity: 20,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  skipDates: [{ date: '2026-12-08', reason: null }],
  announce: false,
  services: [
    {
      id: 'a',
      service: 's',
      startTime: '10:00',
      endTime: '11:00',
      capacity: 5,
      bookingWindow: { value: 14, unit: 'days' },
    },
  ],
}
const window = (value: number, unit: 'days' | 'occurrences'): Series => ({
  ...series,
  services: series.services.map((line) => ({ ...line, bookingWindow: { value, unit } })),
})

describe('a series', () => {
  it('leaves out what is skipped and what was deleted', () => {
    expect(datesOf(series, { to: '2026-12-31' }, ['2026-12-15'])).toEqual(['2026-12-01', '2026-12-22', '2026-12-29'])
    expect(lastDateOf({ ...series, rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' })).toBe('2026-12-01')
    expect(lastDateOf(series)).toBeNull()
  })

  it('ends although every date of it is skipped', () => {
    expect(lastDateOf({ ...series, rrule: 'FREQ=WEEKLY;COUNT=1', skipDates: [{ date: '2026-12-01' }] })).toBe(
      '2026-12-01',
    )
  })

  it.each([
    ['90 days at least', window(14, 'days'), '2027-02-19'],
    ['its window in days', window(365, 'days'), '2027-11-21'],
    ['its N-th date', window(30, 'occurrences'), '2027-06-29'],
    ['two years at most', window(730, 'occurrences'), '2028-11-20'],
    ['what is left of a short one', { ...window(100, 'occurrences'), rrule: 'FREQ=WEEKLY;COUNT=3' }, '2028-11-20'],
  ])('has to exist for %s', (_name, of, until) => {
    expect(horizonOf(of, '2026-11-21')).toBe(until)
  })

  it('is split so that both halves together are the whole, counted dates and skipped ones included', () => {
    const counted = { ...series, rrule: 'FREQ=WEEKLY;COUNT=6;BYDAY=TU' }
    const { before, rest } = split(counted, '2026-12-22', () => 'new')
    expect([before.rrule, rest.rrule]).toEqual(['FREQ=WEEKLY;UNTIL=20261221;BYDAY=TU', 'FREQ=WEEKLY;COUNT=3;BYDAY=TU'])
    expect([...datesOf(before), ...datesOf(rest)]).toEqual(datesOf(counted))
    expect([before.skipDates.length, rest.skipDates.length, rest.services[0]?.id]).toEqual([1, 0, 'new'])
  })

  it('is in the archive by hand, or once its last date has passed', () => {
    expect(stateOf({ archivedAt: null, lastDate: '2026-12-01' }, '2026-12-01')).toBe('active')
    expect(stateOf({ archivedAt: null, lastDate: '2026-12-01' }, '2026-12-02')).toBe('archived')
    expect(stateOf({ archivedAt: new Date(), lastDate: null }, '2026-12-02')).toBe('archived')
  })
})

describe('hours on a date', () => {
  it('are never empty, not even when the clock jumps over them', () => {
    const night = intervalOn('2027-03-28', { startTime: '02:15', endTime: '03:10' }, 'Europe/Berlin')
    expect(night.endsAt.getTime() - night.startsAt.getTime()).toBe(55 * 60_000)
    expect(wallTime(night.startsAt, 'Europe/Berlin')).toBe('03:15')
  })

  it('end after the usual length, but not later than the event', () => {
    const day = { startTime: '09:00', endTime: '18:00' }
    const night = { startTime: '22:00', endTime: '08:00', endsNextDay: true }
    expect([timeAfter('10:00', 45, day), timeAfter('17:30', 45, day)]).toEqual(['10:45', '18:00'])
    expect(['23:30', '06:00', '07:30'].map((time) => timeAfter(time, 45, night))).toEqual(['00:15', '06:45', '08:00'])
  })

  it('may be those of a night, and last less than a day', () => {
    const lasts = (startTime: string, endTime: string, endsNextDay: boolean) =>
      isLastingHours(spanOf({ startTime, endTime, endsNextDay }))
    expect(lasts('22:00', '08:00', true)).toBe(true)
    expect(lasts('22:00', '08:00', false)).toBe(false)
    expect(lasts('08:00', '07:59', true)).toBe(true)
    expect([lasts('08:00', '08:00', true), lasts('08:00', '09:00', true), lasts('08:00', '08:00', false)]).toEqual([
      false,
      false,
      false,
    ])
  })

  it.each([
    ['the evening', '23:00', '23:30', true],
    ['over midnight', '23:00', '02:00', true],
    ['the morning', '06:00', '08:00', true],
    ['longer than the night', '06:00', '08:30', false],
    ['before the night', '21:00', '23:00', false],
    ['backwards', '02:00', '23:00', false],
  ])('hold a service in %s of a night: %s to %s', (_, startTime, endTime, inside) => {
    const night = { startTime: '22:00', endTime: '08:00', endsNextDay: true }
    expect(isInside(spanWithin({ startTime, endTime }, night), spanOf(night))).toBe(inside)
  })

  it('are instants of two dates, an hour shorter or longer when the clocks change', () => {
    const night = { startTime: '22:00', endTime: '08:00', endsNextDay: true }
    const length = (date: string) => {
      const { startsAt, endsAt } = intervalOn(date, night, 'Europe/Berlin')
      return (endsAt.getTime() - startsAt.getTime()) / 3_600_000
    }
    expect(['2027-03-26', '2027-03-27', '2026-10-24'].map(length)).toEqual([10, 9, 11])
    const { startsAt, endsAt } = intervalOn('2026-12-31', night, 'Europe/Moscow')
    expect([startsAt.toISOString(), endsAt.toISOString()]).toEqual([
      '2026-12-31T19:00:00.000Z',
      '2027-01-01T05:00:00.000Z',
    ])
    expect(minuteAt(endsAt, '2026-12-31', 'Europe/Moscow')).toBe(DAY + 8 * 60)
  })

  it('keep a service inside of its day on a night when the clock jumps', () => {
    // Half past two does not exist and becomes half past three, after ten past three.
    const day = intervalOn('2027-03-28', { startTime: '02:30', endTime: '05:00' }, 'Europe/Berlin')
    const service = intervalOn('2027-03-28', { startTime: '03:10', endTime: '04:00' }, 'Europe/Berlin')
    const kept = keptWithin(service, day)
    expect([kept.startsAt >= day.startsAt, kept.endsAt <= day.endsAt, kept.endsAt > kept.startsAt]).toEqual([
      true,
      true,
      true,
    ])
  })
})
