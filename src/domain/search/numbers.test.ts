import { describe, expect, it } from 'vitest'
import { cardMatch, foldCard } from './cards'
import { takeNumbers, uuidIn } from './numbers'
import { phoneMatch } from './phones'

describe('numbers in a query', () => {
  it.each([
    ['Иванов 0042', ['0042']],
    ['8 916 123-45-67', ['8 916 123-45-67']],
    ['+7(916)1234567 Иванов', ['+7(916)1234567']],
    ['123 45 67', ['123 45 67']],
    ['0042 1985', ['0042', '1985']],
    ['А-017', []],
    ['Иван0в', []],
    ['017-А', []],
    ['№42', ['42']],
    ['', []],
  ])('%s', (query, numbers) => {
    expect(takeNumbers(query).numbers).toEqual(numbers)
  })

  it('leaves the words', () => {
    expect(takeNumbers('Иванов +7 916 123-45-67 Пётр').rest.split(/\s+/)).toEqual(['Иванов', 'Пётр'])
  })
})

describe('a phone', () => {
  it.each([
    ['79161234567', 1],
    ['89161234567', 1],
    ['9161234567', 1],
    ['0079161234567', 0.95],
    ['1234567', 0.95],
    ['4567', 0.78],
    ['567', 0],
    ['9161234568', 0],
    ['79261234567', 0],
    ['', 0],
  ])('%s', (typed, score) => {
    expect(phoneMatch(typed, '+79161234567')).toBeCloseTo(score, 10)
  })

  it('of another country is found by its national spelling', () => {
    expect(phoneMatch('0501234567', '+380501234567')).toBe(1)
    expect(phoneMatch('80291234567', '+375291234567')).toBe(0.95)
    expect(phoneMatch('80291234567', '+375331234567')).toBe(0)
    expect(phoneMatch('291234567', '+375291234567')).toBe(0.95)
  })
})

describe('a card', () => {
  it.each([
    ['0042', '0042', 1],
    ['a-17', 'A-17', 1],
    ['А-17', 'A-17', 0.99],
    ['A17', 'A-17', 0.99],
    ['42', '0042', 0.9],
    ['00042', '0042', 0.9],
    ['0', '0', 1],
    ['000', '0', 0.9],
    ['4', '42', 0],
    ['', '42', 0],
    ['-', '-', 1],
  ])('%s for %s', (typed, card, score) => {
    expect(cardMatch(typed, card)).toBe(score)
  })

  it('folds Cyrillic letters that look Latin', () => {
    expect(foldCard('авс-12')).toBe('ABC12')
  })
})

it('reads an id in the usual spellings only', () => {
  const id = '0190a3f4-7d3a-7abc-8def-0123456789ab'
  for (const typed of [id, id.toUpperCase(), ` ${id} `, `{${id}}`, id.replaceAll('-', '')])
    expect(uuidIn(typed)).toBe(id)
  for (const typed of ['', id.slice(1), `${id}0`, `x${id}`]) expect(uuidIn(typed)).toBeNull()
})
