import { describe, expect, it } from 'vitest'
import { intervalOn, timeAfter, wallTime } from './hours'
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
    expect([timeAfter('10:00', 45, '18:00'), timeAfter('17:30', 45, '18:00'), timeAfter('23:30', 45, '23:59')]).toEqual(
      ['10:45', '18:00', '23:59'],
    )
  })
})
