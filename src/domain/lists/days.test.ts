import { describe, expect, it } from 'vitest'
import { wholeDays } from './days'

const picksDays = (path: string): boolean => path === 'at'
const read = (operator: string, value: unknown, zone = 'Europe/Moscow') =>
  wholeDays({ at: { [operator]: value } }, zone, picksDays)

describe('a day of a filter', () => {
  const noon = '2026-12-01T12:00:00.000Z'
  const [from, to] = ['2026-11-30T21:00:00.000Z', '2026-12-01T21:00:00.000Z']
  it.each([
    ['equals', { and: [{ at: { greater_than_equal: from } }, { at: { less_than: to } }] }],
    ['in', { and: [{ at: { greater_than_equal: from } }, { at: { less_than: to } }] }],
    [
      'not_equals',
      { or: [{ at: { less_than: from } }, { at: { greater_than_equal: to } }, { at: { exists: false } }] },
    ],
    ['greater_than', { at: { greater_than_equal: to } }],
    ['greater_than_equal', { at: { greater_than_equal: from } }],
    ['less_than', { at: { less_than: from } }],
    ['less_than_equal', { at: { less_than: to } }],
    ['exists', { at: { exists: noon } }],
  ])('%s means the whole of it', (operator, where) => expect(read(operator, noon)).toEqual(where))

  it.each([
    // What the picker makes of the first of December in zones with half an hour.
    ['Asia/Kolkata', '2026-12-01T11:30:00.000Z', '2026-11-30T18:30:00.000Z', '2026-12-01T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-12-01T11:15:00.000Z', '2026-11-30T18:15:00.000Z', '2026-12-01T18:15:00.000Z'],
    ['America/St_Johns', '2026-12-01T11:30:00.000Z', '2026-12-01T03:30:00.000Z', '2026-12-02T03:30:00.000Z'],
    // A day of 23 hours.
    ['Europe/Berlin', '2027-03-28T12:00:00.000Z', '2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z'],
  ])('is that of the viewer in %s', (zone, picked, first, last) =>
    expect(read('equals', picked, zone)).toEqual({
      and: [{ at: { greater_than_equal: first } }, { at: { less_than: last } }],
    }),
  )

  it('leaves everything else alone', () => {
    const where = {
      or: [{ at: { less_than: '2026-12-01T15:30:00.000Z' } }, { other: { equals: noon } }],
      status: { equals: 'sent' },
    }
    expect(wholeDays(where, 'Europe/Moscow', picksDays)).toEqual({
      and: [{ or: where.or }, { status: where.status }],
    })
  })
})
