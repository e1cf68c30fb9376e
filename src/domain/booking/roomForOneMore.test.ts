import { describe, expect, it } from 'vitest'
import type { Booking, Slot } from './decide'
import { roomForOneMore } from './roomForOneMore'

const slot = (over: Partial<Slot> = {}): Slot => ({
  occurrence: 'o',
  eventDay: 'd',
  startsAt: new Date('2026-12-01T09:00:00Z'),
  endsAt: new Date('2026-12-01T10:00:00Z'),
  cancelled: false,
  archived: false,
  opensAt: null,
  registration: false,
  allowOverlap: false,
  capacity: 5,
  taken: 5,
  held: 0,
  dayCapacity: 8,
  dayTaken: 6,
  dayHeld: 0,
  ...over,
})
const nobody = { status: 'registered' as const, bookings: [] }
const counted = { ...nobody, bookings: [{ occurrence: 'other', eventDay: 'd' } as Booking] }

describe('room for one more person', () => {
  it('is one more of the service, where only that is full', () =>
    expect(roomForOneMore(slot(), nobody)).toEqual({ capacity: 6, dayCapacity: 8 }))
  it('is one more of the day, where only the day is full', () =>
    expect(roomForOneMore(slot({ taken: 3, dayTaken: 8 }), nobody)).toEqual({ capacity: 5, dayCapacity: 9 }))
  it('is one more of both, where both are full', () =>
    expect(roomForOneMore(slot({ dayTaken: 8 }), nobody)).toEqual({ capacity: 6, dayCapacity: 9 }))
  it('lets no service be larger than its day', () =>
    expect(roomForOneMore(slot({ dayCapacity: 5, dayTaken: 5 }), counted)).toEqual({ capacity: 6, dayCapacity: 6 }))
  it('needs no place of the day for somebody who is counted in it', () =>
    expect(roomForOneMore(slot({ dayTaken: 8 }), counted)).toEqual({ capacity: 6, dayCapacity: 8 }))
  it('leaves the places that others hold to them', () =>
    expect(roomForOneMore(slot({ taken: 4, held: 2, dayTaken: 7, dayHeld: 1 }), nobody)).toEqual({
      capacity: 7,
      dayCapacity: 9,
    }))
  it('asks for nothing where there is room', () =>
    expect(roomForOneMore(slot({ taken: 4 }), nobody)).toEqual({ capacity: 5, dayCapacity: 8 }))
})
