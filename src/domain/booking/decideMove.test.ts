import { expect, test } from 'vitest'
import type { Slot } from './decide'
import { decideMove } from './decideMove'

const at = (hour: number): Date => new Date(Date.UTC(2026, 11, 1, hour))
const slot = (over: Partial<Slot> = {}): Slot => ({
  occurrence: 'to',
  eventDay: 'day',
  startsAt: at(12),
  endsAt: at(14),
  cancelled: false,
  archived: false,
  opensAt: null,
  registration: false,
  allowOverlap: false,
  capacity: 1,
  taken: 0,
  held: 0,
  dayCapacity: 1,
  dayTaken: 1,
  dayHeld: 0,
  ...over,
})
const booking = (participant: string, over = {}) => ({
  participant,
  occurrence: `of ${participant}`,
  eventDay: 'day',
  startsAt: at(11),
  endsAt: at(13),
  allowOverlap: false,
  ...over,
})
const decision = (bookings: ReturnType<typeof booking>[], to = slot()) =>
  decideMove({ participant: 'moved', slot: to, person: { status: 'registered', bookings }, staff: false, now: at(1) })
    ?.code ?? null

test('the booking itself is no conflict, and within a full day no second place of the day is needed', () => {
  expect(decision([booking('moved')])).toBeNull()
})

test('another booking at that time is a conflict, and another full day is full', () => {
  expect(decision([booking('moved'), booking('other', { startsAt: at(13), endsAt: at(15) })])).toBe('TIME_CONFLICT')
  expect(decision([booking('moved')], slot({ eventDay: 'another' }))).toBe('EVENT_FULL')
})

test('where it is already it is booked already', () => {
  expect(decision([booking('moved')], slot({ occurrence: 'of moved' }))).toBe('ALREADY_BOOKED')
})
