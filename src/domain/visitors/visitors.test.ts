import { describe, expect, it } from 'vitest'
import { cleanCardNumber } from './card-number'
import { formatPhone } from './format-phone'
import { cleanName, fullName } from './name'
import { normalizePhone } from './phone'

describe('a phone', () => {
  it.each([
    ['8 916 123-45-67', '+79161234567'],
    ['+7(916)1234567', '+79161234567'],
    ['9161234567', '+79161234567'],
    ['89161234567', '+79161234567'],
    ['7 916 123 45 67', '+79161234567'],
    ['+8 916 123 45 67', '+79161234567'],
    ['8-10-7-916-1234567', '+79161234567'],
    ['007 916 1234567', '+79161234567'],
    ['  8(916)123.45.67 ', '+79161234567'],
    ['８９１６１２３４５６７', '+79161234567'],
    ['+7\u00a0916\u200b123\u201145\u201167', '+79161234567'],
    ['8 (495) 123-45-67', '+74951234567'],
    ['8 916 123—45—67', '+79161234567'],
    ['8/916/123-45-67', '+79161234567'],
    ['тел. 8 916 123 45 67', '+79161234567'],
    ['8 701 234 56 78', '+77012345678'],
    ['+7 945 000 12 34', '+79450001234'],
    ['+998 90 123 45 67', '+998901234567'],
    ['998901234567', '+998901234567'],
    ['00998 90 123 45 67', '+998901234567'],
    ['380501234567', '+380501234567'],
    ['+375 29 123-45-67', '+375291234567'],
    ['+1 202 555 0123', '+12025550123'],
  ])('%j is %s', (typed, e164) => {
    expect(normalizePhone(typed)).toEqual({ e164 })
  })

  it.each([
    '',
    '   ',
    '123',
    '8916123456',
    '+7916123456',
    '891612345678',
    '+7 616 123 45 67',
    'нет',
    'hello 89161234567',
    '89161234567 доб. 5',
    '89161234567, 89161234568',
    '+999 123',
    '0000000000',
    '1'.repeat(10_000),
    '\0',
    '😀',
    '+',
    '++79161234567x',
  ])('%j is none', (typed) => {
    expect(normalizePhone(typed)).toEqual({ error: 'phoneInvalid' })
  })

  it.each([
    ['+79161234567', '+7 (916) 123-45-67'],
    ['+77012345678', '+7 (701) 234-56-78'],
    ['+998901234567', '+998 90 123 45 67'],
    ['+12025550123', '+1 202 555 0123'],
    ['garbage', 'garbage'],
    ['', ''],
  ])('%s is shown as %s', (e164, shown) => {
    expect(formatPhone(e164)).toBe(shown)
  })

  it('comes back from the way it is shown', () => {
    for (const e164 of ['+79161234567', '+998901234567', '+12025550123', '+375291234567'])
      expect(normalizePhone(formatPhone(e164))).toEqual({ e164 })
  })
})

describe('a name', () => {
  it.each([
    ['  Анна   Мария ', 'Анна Мария'],
    ['Анна\nМария\t', 'Анна Мария'],
    ['Семе\u0308нов', 'Семёнов'],
    ['О\'Коннор, "мл."', 'О\'Коннор "мл."'],
    ['=cmd|Иван', '=cmd|Иван'],
    ['Иван 😀', 'Иван 😀'],
    ['Иван 👨‍👩‍👧', 'Иван 👨‍👩‍👧'],
    ['Ив\0ан', 'Ив Ан'],
    ['Ив\u200bан\ufeff', 'Иван'],
    ['\u202eИван', 'Иван'],
    ['Ли', 'Ли'],
    ['王伟', '王伟'],
    ['Иван\ud800', 'Иван'],
    ['Щ' + 'а'.repeat(299), 'Щ' + 'а'.repeat(299)],
  ])('%j is kept as %j', (typed, name) => {
    expect(cleanName(typed)).toEqual({ name })
  })

  it.each([
    ['', 'nameTooShort'],
    ['И', 'nameTooShort'],
    ['И.', 'nameTooShort'],
    ['12345', 'nameTooShort'],
    ['😀😀😀', 'nameTooShort'],
    ['а'.repeat(301), 'nameTooLong'],
    ['😀'.repeat(301), 'nameTooLong'],
  ])('%j is refused: %s', (typed, error) => {
    expect(cleanName(typed)).toEqual({ error })
  })

  it('is put together surname first', () => {
    expect(fullName({ lastName: 'Иванов', firstName: 'Иван', middleName: 'Иванович' })).toBe('Иванов Иван Иванович')
    expect(fullName({ lastName: 'Иванов', firstName: 'Иван', middleName: null })).toBe('Иванов Иван')
    expect(fullName({ lastName: 'Иванов', firstName: 'Иван', middleName: '' })).toBe('Иванов Иван')
  })
})

describe('a card number', () => {
  it.each([
    ['0042', '0042'],
    [' 42 ', '42'],
    ['А-017', 'А-017'],
    ['a', 'a'],
    ['1'.repeat(20), '1'.repeat(20)],
    ['４２', '42'],
  ])('%j is %s', (typed, cardNumber) => {
    expect(cleanCardNumber(typed)).toEqual({ cardNumber })
  })

  it.each(['', ' ', '-', '-1', '1-', '1 2', '1'.repeat(21), '=1', '1\0', '№1', '😀'])('%j is refused', (typed) => {
    expect(cleanCardNumber(typed)).toEqual({ error: 'cardNumberInvalid' })
  })
})
