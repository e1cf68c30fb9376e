import { describe, expect, it } from 'vitest'
import { capacityForOneMore } from './capacityForOneMore'

const PLACES = { capacity: 5, participants: 5, dayCapacity: 8, dayParticipants: 6 }

describe('the capacity one more person needs', () => {
  it('is one more of the service, where only that is full', () => {
    expect(capacityForOneMore('OCCURRENCE_FULL', PLACES)).toEqual({ service: 6, day: null })
  })

  it('is one more of the day as well, where the service would have more places than its day', () => {
    expect(capacityForOneMore('OCCURRENCE_FULL', { ...PLACES, dayCapacity: 5 })).toEqual({ service: 6, day: 6 })
  })

  it('is one more of the day, where only the day is full', () => {
    expect(capacityForOneMore('EVENT_FULL', { ...PLACES, dayParticipants: 8 })).toEqual({ service: null, day: 9 })
  })

  it('begins at the people where they are more than the places', () => {
    expect(capacityForOneMore('OCCURRENCE_FULL', { ...PLACES, participants: 7 })).toEqual({ service: 8, day: null })
    expect(capacityForOneMore('EVENT_FULL', { ...PLACES, dayParticipants: 10 })).toEqual({ service: null, day: 11 })
  })

  it('is no answer to any other refusal', () => {
    expect(capacityForOneMore('ALREADY_BOOKED', PLACES)).toBeNull()
    expect(capacityForOneMore(undefined, PLACES)).toBeNull()
  })
})
