import { expect, it } from 'vitest'
import { inZone } from './inZone'

it('keeps the clock on the wall, also of a night and of seconds nobody sees', () => {
  const day = { id: 'd', date: '2026-12-01', startTime: '22:00', endTime: '08:00', endsNextDay: true }
  const moscow = { startsAt: new Date('2026-12-01T19:00:00Z'), endsAt: new Date('2026-12-02T05:00:00Z') }
  const shower = { startsAt: new Date('2026-12-02T03:00:00Z'), endsAt: new Date('2026-12-02T04:00:00Z') }
  const moved = inZone(
    {
      days: [{ ...day, ...moscow }],
      occurrences: [{ id: 'o', eventDay: 'd', date: '2026-12-01', ...shower }],
    },
    'Europe/Moscow',
    'Asia/Yekaterinburg',
  )
  expect(moved).toEqual({
    days: [{ id: 'd', startsAt: new Date('2026-12-01T17:00:00Z'), endsAt: new Date('2026-12-02T03:00:00Z') }],
    occurrences: [{ id: 'o', startsAt: new Date('2026-12-02T01:00:00Z'), endsAt: new Date('2026-12-02T02:00:00Z') }],
  })
})
