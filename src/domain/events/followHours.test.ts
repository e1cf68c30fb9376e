import { describe, expect, it } from 'vitest'
import { followHours, hoursOfNext } from './followHours'

const hours = (text: string) => {
  const [startTime = '', endTime = ''] = text.split('-')
  return { startTime, endTime, endsNextDay: endTime < startTime }
}
const lines = (...texts: string[]) => texts.map((text) => ({ startTime: text.slice(0, 5), endTime: text.slice(6) }))
const told = (list: { startTime: string; endTime: string }[] | null) =>
  list?.map(({ startTime, endTime }) => `${startTime}-${endTime}`) ?? null

describe('services whose event has other hours now', () => {
  it.each([
    ['moved', '10:00-18:00', '12:00-20:00', ['10:00-12:00', '12:00-18:00'], ['12:00-14:00', '14:00-20:00']],
    ['longer', '10:00-18:00', '10:00-20:00', ['10:00-12:00', '12:00-18:00'], ['10:00-12:00', '12:00-20:00']],
    ['shorter', '10:00-18:00', '10:00-16:00', ['10:00-12:00', '12:00-17:00'], ['10:00-12:00', '12:00-16:00']],
    ['nothing left of one', '10:00-18:00', '10:00-12:00', ['14:00-16:00'], ['10:00-12:00']],
    ['a night', '22:00-08:00', '21:00-07:00', ['22:00-08:00', '06:00-07:00'], ['21:00-07:00', '05:00-06:00']],
    ['past midnight', '20:00-23:00', '22:00-01:00', ['21:00-23:00'], ['23:00-01:00']],
  ])('%s', (_name, from, to, before, after) => {
    expect(told(followHours(lines(...before), hours(from), hours(to)))).toEqual(after)
  })

  it('stay where nothing asks for it, or the hours are no hours', () => {
    expect(followHours(lines('11:00-12:00'), hours('10:00-18:00'), hours('10:00-20:00'))).toBeNull()
    const slip = { startTime: '10:00', endTime: '09:00' }
    expect(followHours(lines('11:00-12:00'), hours('10:00-18:00'), slip)).toBeNull()
  })
})

describe('a new service', () => {
  it.each([
    ['the first', null, '10:00-18:00', '10:00-18:00'],
    ['after one', '10:00-12:00', '10:00-18:00', '12:00-14:00'],
    ['after one with little left', '10:00-15:00', '10:00-18:00', '15:00-18:00'],
    ['after one until the end', '10:00-18:00', '10:00-18:00', '10:00-18:00'],
    ['in a night', '22:00-02:00', '22:00-08:00', '02:00-06:00'],
  ])('%s', (_name, last, event, next) => {
    const [before = null] = last ? lines(last) : []
    expect(told([hoursOfNext(before, hours(event))])).toEqual([next])
  })
})
