import { expect, it } from 'vitest'
import { decideMark } from './decideMark'

const base = { status: 'expected', mark: 'attended', date: '2026-12-01', today: '2026-12-01' } as const

it('allows marks from the day itself on', () => {
  expect(decideMark(base)).toBeNull()
  expect(decideMark({ ...base, today: '2027-06-01', mark: 'noShow' })).toBeNull()
})

it('allows no mark before the day, but taking one back', () => {
  expect(decideMark({ ...base, today: '2026-11-30' })).toBe('ATTENDANCE_TOO_EARLY')
  expect(decideMark({ ...base, today: '2026-11-30', mark: 'noShow' })).toBe('ATTENDANCE_TOO_EARLY')
  expect(decideMark({ ...base, today: '2026-11-30', status: 'attended', mark: 'expected' })).toBeNull()
})

it('marks nobody who is cancelled, whatever the mark', () => {
  for (const mark of ['expected', 'attended', 'noShow'] as const)
    expect(decideMark({ ...base, status: 'cancelled', mark })).toBe('PARTICIPANT_CANCELLED')
})
