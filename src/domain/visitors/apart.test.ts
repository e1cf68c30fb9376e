import { describe, expect, it } from 'vitest'
import { apartOf, factsApart } from './apart'

const known = { cardNumber: '00042', birthYear: 1971, phone: '+79161234567', lastVisit: '2026-11-03' }

describe('what tells namesakes apart', () => {
  it('has two digits of the phone, for whoever may read phones', () => {
    expect(apartOf(known, { phones: true })).toEqual({
      cardNumber: '00042',
      birthYear: 1971,
      phoneEnd: '67',
      lastVisit: '2026-11-03',
    })
    expect(apartOf(known, { phones: false }).phoneEnd).toBeNull()
    expect(apartOf({ ...known, phone: null }, { phones: true }).phoneEnd).toBeNull()
  })

  it('begins with what can be asked aloud, and leaves out what is not known', () => {
    const person = apartOf({ ...known, lastVisit: null }, { phones: false })
    expect(factsApart(person, [])).toEqual(['birthYear', 'cardNumber'])
  })

  it('puts what all share at the end', () => {
    const person = apartOf(known, { phones: true })
    const brother = apartOf({ ...known, cardNumber: '00043', lastVisit: null }, { phones: true })
    expect(factsApart(person, [brother])).toEqual(['cardNumber', 'lastVisit', 'birthYear', 'phoneEnd'])
    const another = { ...brother, birthYear: 1980 }
    expect(factsApart(person, [brother, another])).toEqual(['birthYear', 'cardNumber', 'lastVisit', 'phoneEnd'])
  })
})
