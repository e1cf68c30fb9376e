import { describe, expect, it } from 'vitest'
import { fits, fitted, fittedBefore, fittedName } from './fit'

describe('a button on a phone 320 px wide', () => {
  it.each([
    ['✅ Записать', 2, true],
    ['вт 1 дек, 10:00–12:00 · 5 мест', 1, true],
    ['Содействие в получении медпомощи · завтра', 1, false],
    ['← К мероприятиям', 2, false],
    ['Услуги', 3, true],
  ])('%j, %i in a row: %j', (text, inRow, seen) => {
    expect(fits(text, inRow)).toBe(seen)
  })

  it('keeps the card in sight, whatever the name', () => {
    expect(fittedName('Ли Ян', ' · 00002')).toBe('Ли Ян · 00002')
    expect(fittedName('Соловьёва Екатерина Андреевна', ' · 00002')).toBe('Соловьёва Екатерина А. · 00002')
    const long = fittedName(`${'Щ'.repeat(60)} Александр Александрович`, ' · 00002')
    expect(long).toMatch(/^Щ+… · 00002$/)
    expect(fits(long)).toBe(true)
  })

  it('takes the longest of the ways to say it, and cuts the shortest only when none fits', () => {
    expect(fitted(1, 'Душ · завтра · Ясная', 'Душ')).toBe('Душ · завтра · Ясная')
    expect(fitted(1, 'Содействие в получении медпомощи · завтра · Ясная', 'Душ · завтра')).toBe('Душ · завтра')
    expect(fitted(2, 'Содействие в получении медпомощи')).toMatch(/^Содейст.*…$/)
    expect(fittedBefore('Содействие в получении медпомощи', ' · 10:00', 2)).toMatch(/^Соде.*… · 10:00$/)
  })
})
