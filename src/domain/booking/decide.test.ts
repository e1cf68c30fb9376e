import { describe, expect, it } from 'vitest'
import { dayPlacesLeft, decide, overlaps, placesLeft, type Person, type Slot } from './decide'
import { decideAll } from './decideAll'

const now = new Date('2026-12-01T07:00:00Z')

const slot = (over: Partial<Slot> = {}): Slot => ({
  occurrence: 'o1',
  eventDay: 'd1',
  startsAt: new Date('2026-12-01T09:00:00Z'),
  endsAt: new Date('2026-12-01T10:00:00Z'),
  cancelled: false,
  archived: false,
  opensAt: new Date('2026-11-24T21:00:00Z'),
  registration: false,
  allowOverlap: false,
  capacity: 5,
  taken: 0,
  held: 0,
  dayCapacity: 10,
  dayTaken: 0,
  dayHeld: 0,
  ...over,
})

const booked = (over: Partial<Person['bookings'][number]> = {}) => ({
  participant: 'p9',
  occurrence: 'o9',
  eventDay: 'd9',
  startsAt: new Date('2026-12-01T12:00:00Z'),
  endsAt: new Date('2026-12-01T13:00:00Z'),
  allowOverlap: false,
  ...over,
})

const person = (...bookings: ReturnType<typeof booked>[]): Person => ({ status: 'registered', bookings })
const codeOf = (
  over: Partial<Slot>,
  { who = person(), staff = false, at = now }: { who?: Person | null; staff?: boolean; at?: Date } = {},
) => decide({ slot: slot(over), person: who, staff, now: at })?.code ?? null

describe('one booking', () => {
  it('is allowed when nothing stands against it', () => {
    expect(codeOf({})).toBeNull()
  })

  it.each([
    ['a cancelled occurrence', { cancelled: true }, 'OCCURRENCE_CANCELLED'],
    ['one whose end has come', { endsAt: now }, 'OCCURRENCE_ENDED'],
    ['an event in the archive', { archived: true }, 'EVENT_ARCHIVED'],
    ['a window that opens a second later', { opensAt: new Date('2026-12-01T07:00:01Z') }, 'WINDOW_NOT_OPEN'],
    ['a service without a place left', { taken: 5 }, 'OCCURRENCE_FULL'],
    ['a service whose last place is held by somebody else', { taken: 4, held: 1 }, 'OCCURRENCE_FULL'],
    ['a day without a place left', { dayTaken: 10 }, 'EVENT_FULL'],
    ['a day whose last place is held by somebody else', { dayTaken: 9, dayHeld: 1 }, 'EVENT_FULL'],
  ] as const)('refuses %s', (_, over, code) => {
    expect(codeOf(over)).toBe(code)
  })

  it('is open from the very moment the window opens, and always when it never was closed', () => {
    expect(codeOf({ opensAt: now })).toBeNull()
    expect(codeOf({ opensAt: null })).toBeNull()
  })

  it('lets staff book after the end, outside the window, and into the past of an archived event', () => {
    expect(codeOf({ endsAt: now }, { staff: true })).toBeNull()
    expect(codeOf({ opensAt: new Date('2027-01-01T00:00:00Z') }, { staff: true })).toBeNull()
    expect(codeOf({ endsAt: now, archived: true }, { staff: true })).toBeNull()
  })

  it('binds staff to the archive while the date is not over, and to capacity always', () => {
    expect(codeOf({ archived: true }, { staff: true })).toBe('EVENT_ARCHIVED')
    expect(codeOf({ taken: 5 }, { staff: true })).toBe('OCCURRENCE_FULL')
    expect(codeOf({ endsAt: now, dayTaken: 10 }, { staff: true })).toBe('EVENT_FULL')
  })

  it('sends a new visitor to a registration first', () => {
    const newcomer: Person = { status: 'new', bookings: [] }
    expect(codeOf({}, { who: newcomer })).toBe('REGISTRATION_REQUIRED')
    expect(codeOf({ registration: true }, { who: newcomer })).toBeNull()
  })

  it('answers with the booking that is there already', () => {
    expect(
      decide({ slot: slot(), person: person(booked({ occurrence: 'o1', eventDay: 'd1' })), staff: false, now }),
    ).toEqual({
      code: 'ALREADY_BOOKED',
      data: { occurrence: 'o1', participant: 'p9' },
    })
  })

  it('counts a person once in a day: the second service checks only itself', () => {
    const here = person(booked({ eventDay: 'd1' }))
    expect(codeOf({ dayTaken: 10 }, { who: here })).toBeNull()
    expect(codeOf({ dayTaken: 10, taken: 5 }, { who: here })).toBe('OCCURRENCE_FULL')
    expect(dayPlacesLeft(slot({ dayTaken: 10 }), here)).toBe(Number.POSITIVE_INFINITY)
  })

  it('checks the rules in the documented order', () => {
    const everything = {
      cancelled: true,
      endsAt: now,
      archived: true,
      opensAt: new Date('2027-01-01T00:00:00Z'),
      taken: 5,
      dayTaken: 10,
    }
    const order: string[] = []
    const left: Partial<Slot> = { ...everything }
    const cures: [string, Partial<Slot>][] = [
      ['OCCURRENCE_CANCELLED', { cancelled: false }],
      ['OCCURRENCE_ENDED', { endsAt: new Date('2026-12-01T10:00:00Z') }],
      ['EVENT_ARCHIVED', { archived: false }],
      ['WINDOW_NOT_OPEN', { opensAt: null }],
      ['OCCURRENCE_FULL', { taken: 0 }],
      ['EVENT_FULL', { dayTaken: 0 }],
    ]
    for (const [, cure] of cures) {
      order.push(codeOf(left) ?? 'none')
      Object.assign(left, cure)
    }
    expect(order).toEqual(cures.map(([code]) => code))
    expect(codeOf(left)).toBeNull()
  })
})

describe('overlapping times', () => {
  const at = (from: string, to: string) => ({
    startsAt: new Date(`2026-12-01T${from}:00Z`),
    endsAt: new Date(`2026-12-01T${to}:00Z`),
  })

  it.each([
    ['before, touching', at('08:00', '09:00'), false],
    ['over the beginning', at('08:30', '09:30'), true],
    ['inside', at('09:15', '09:30'), true],
    ['around', at('08:00', '11:00'), true],
    ['over the end', at('09:30', '10:30'), true],
    ['after, touching', at('10:00', '11:00'), false],
  ])('%s', (_, other, expected) => {
    expect(overlaps(other, at('09:00', '10:00'))).toBe(expected)
    expect(overlaps(at('09:00', '10:00'), other)).toBe(expected)
    expect(codeOf({}, { who: person(booked(other)) })).toBe(expected ? 'TIME_CONFLICT' : null)
  })

  it('does not matter when one of the two services allows it', () => {
    const other = at('09:00', '10:00')
    expect(codeOf({ allowOverlap: true }, { who: person(booked(other)) })).toBeNull()
    expect(codeOf({}, { who: person(booked({ ...other, allowOverlap: true })) })).toBeNull()
  })
})

describe('several at once', () => {
  it('refuses the second of two that overlap each other', () => {
    const slots = [
      slot({ occurrence: 'a' }),
      slot({ occurrence: 'b', startsAt: new Date('2026-12-01T09:30:00Z'), endsAt: new Date('2026-12-01T11:00:00Z') }),
    ]
    expect(decideAll({ slots, person: person(), staff: false, now })).toEqual([
      { code: 'TIME_CONFLICT', data: { occurrence: 'b', conflictsWith: 'a' } },
    ])
  })

  it('takes one place of the day for two services of it', () => {
    const later = { startsAt: new Date('2026-12-01T10:00:00Z'), endsAt: new Date('2026-12-01T11:00:00Z') }
    const slots = [slot({ occurrence: 'a', dayTaken: 9 }), slot({ occurrence: 'b', dayTaken: 9, ...later })]
    expect(decideAll({ slots, person: person(), staff: false, now })).toEqual([])
  })

  it('names every occurrence that says no', () => {
    const slots = [slot({ occurrence: 'a', taken: 5 }), slot({ occurrence: 'b', cancelled: true })]
    expect(
      decideAll({ slots, person: person(), staff: false, now }).map(({ code, data }) => [data.occurrence, code]),
    ).toEqual([
      ['a', 'OCCURRENCE_FULL'],
      ['b', 'OCCURRENCE_CANCELLED'],
    ])
  })
})

it('never shows fewer than no places', () => {
  expect(placesLeft(slot({ taken: 5, held: 3 }))).toBe(0)
})
