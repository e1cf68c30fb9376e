import { describe, expect, it } from 'vitest'
import { presetDates, presetRule } from './datePresets'

describe('presets of dates', () => {
  it.each([
    ['a Saturday', '2026-11-28', '2026-11-30'],
    ['a Sunday', '2026-11-29', '2026-11-30'],
    ['a Monday is not its own next one', '2026-11-30', '2026-12-07'],
  ])('%s: the next Monday', (_name, today, monday) => {
    expect(presetDates(today).nextMonday).toBe(monday)
  })

  it('tomorrow is on the other side of a year', () => {
    expect(presetDates('2026-12-31')).toMatchObject({ today: '2026-12-31', tomorrow: '2027-01-01' })
  })
})

describe('presets of rules', () => {
  it('every weekday begins on one, on the chosen date if that is one', () => {
    const weekdays = ['mo', 'tu', 'we', 'th', 'fr']
    expect(presetRule('workdays', null, '2026-11-28')).toEqual({ frequency: 'weekly', weekdays, date: '2026-11-30' })
    expect(presetRule('workdays', '2026-12-03', '2026-11-28')).toMatchObject({ date: '2026-12-03' })
    expect(presetRule('workdays', '2026-12-05', '2026-11-28')).toMatchObject({ date: '2026-12-07' })
  })

  it('every week goes by the weekday of its date', () => {
    expect(presetRule('everyWeek', '2026-12-05', '2026-11-28')).toEqual({
      frequency: 'weekly',
      weekdays: [],
      date: '2026-12-05',
    })
    expect(presetRule('everyDay', null, '2026-11-28')).toMatchObject({ frequency: 'daily', date: '2026-11-28' })
    expect(presetRule('everyMonth', null, '2026-11-28')).toMatchObject({ frequency: 'monthly' })
  })
})
