import { describe, expect, it } from 'vitest'
import { namedRange } from './ranges'

describe('named ranges of days', () => {
  it('weeks begin on Monday, also on a Sunday and over the year', () => {
    expect(namedRange('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(namedRange('week', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(namedRange('week', '2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' })
  })

  it('months end on their own last day', () => {
    expect(namedRange('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(namedRange('lastMonth', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(namedRange('lastMonth', '2027-03-31')).toEqual({ from: '2027-02-01', to: '2027-02-28' })
  })

  it('today is one day', () => {
    expect(namedRange('today', '2026-11-21')).toEqual({ from: '2026-11-21', to: '2026-11-21' })
  })
})
