import { describe, expect, it } from 'vitest'
import { duplicateBranches } from './duplicate-plan'
import { isLikelyDuplicate } from './duplicates'
import { MemoryIndex } from './memory-index'
import type { SearchableVisitor } from './tokens'

/** "Иванов Иван Иванович 1970 +7…" */
const visitor = (text: string): SearchableVisitor => {
  const words = text.split(' ')
  const phone = words.find((word) => word.startsWith('+')) ?? null
  const birthYear = Number(words.find((word) => /^\d{4}$/.test(word))) || null
  const [lastName = '', firstName = '', middleName = null] = words.filter((word) => /\p{L}/u.test(word))
  return { lastName, firstName, middleName, phone, birthYear }
}

const SAME = [
  ['Семёнов Пётр', 'Семенов Петр'],
  ['Иванов Иван Иванович', 'Иван Иванов'],
  ['Иванов Иван', 'Иван Иванов'],
  ['Иванов Иван Иванович', 'Иванов Иван'],
  ['Иванов Иван Иванович', 'Иванов Иван И.'],
  ['Иванов Иван Иванович', 'Ивонов Иван Иванович'],
  ['Иванов Иван', 'Иванов Ивна'],
  ['Иванов Иван', 'Ивано Иван'],
  ['Иванов Иван Иванович', 'Иванво Иван'],
  ['Петров-Водкин Кузьма', 'Петров Кузьма'],
  ['Водкин Кузьма Сергеевич', 'Петров-Водкин Кузьма'],
  ['Shchukin Sergei', 'Щукин Сергей'],
  ['Иванов Иван Иванович 1970', 'Иванов Иван Иванович 1985'],
  ['Иванов Иван 1970', 'Иванов Иван Петрович 1990'],
  ['Иванов Иван Иванович 1970', 'Иванов Иван Петрович 1970'],
  ['Иванов Иван Иванович', 'Иванов Иван Иванвич'],
  ['Ивонов Ивен Иванович', 'Иванов Иван Иванович'],
  ['Иванова Софья', 'Иванова София'],
  ['Смирнова Елена', 'Смирнова Алёна'],
  ['Сидоров Олег +79161234567', 'Ким Анна +79161234567'],
  ['ИВАНОВ ИВАН', 'Иванов Иван'],
  ['Захаров Саша 1970', 'Захаров Александр 1970'],
  ['Захаров Саша', 'Захаров Александр Иванович 1970'],
  ['Смирнов Коля', 'Смирнов Николай'],
  ['Саша Захаров', 'Захаров Александр'],
  ['Захарова Саша', 'Захарова Александра'],
  ['Смит Джон', 'Smith John'],
  ['Пракофьив Иван', 'Прокофьев Иван'],
  ['Иванов Иван Иваныч', 'Иванов Иван Иванович'],
  ['Иванов Иван Сергеич', 'Иванов Иван Сергеевич'],
] as const

const DIFFERENT = [
  ['Иванов Иван', 'Петров Иван'],
  ['Иванов Иван', 'Иванов Пётр'],
  ['Иванов Иван Иванович', 'Иванов Иван Петрович'],
  ['Иванов Иван Иванович 1970', 'Иванов Иван Петрович 1985'],
  ['Ивонов Иван 1970', 'Иванов Иван 1985'],
  ['Ивонов Иван Иванович', 'Иванов Иван Петрович'],
  ['Ивонов Ивен', 'Иванов Иван'],
  ['Иванова Мария', 'Иванова Марина'],
  ['Ким Александр', 'Ким Александра'],
  ['Ким Анна', 'Кин Анна'],
  ['Петров-Водкин Кузьма', 'Петров-Белов Кузьма'],
  ['Иванов Иван +79161234567', 'Петров Пётр +79161234568'],
  ['Иванов Пётр', 'Петров Иван'],
  ['Захаров Саша 1970', 'Захаров Александр 1985'],
  ['Захаров Саша Иванович', 'Захаров Александр Петрович'],
  ['Захаров Коля', 'Захаров Константин'],
  ['Прокофьев Иван 1970', 'Пракофьив Иван 1985'],
] as const

describe('two records of one person', () => {
  it.each(SAME)('%s = %s', (a, b) => {
    expect([
      isLikelyDuplicate(visitor(a), visitor(b)).likely,
      isLikelyDuplicate(visitor(b), visitor(a)).likely,
    ]).toEqual([true, true])
  })

  it.each(DIFFERENT)('%s ≠ %s', (a, b) => {
    expect([
      isLikelyDuplicate(visitor(a), visitor(b)).likely,
      isLikelyDuplicate(visitor(b), visitor(a)).likely,
    ]).toEqual([false, false])
  })

  it('reads a space in a double surname as a hyphen', () => {
    expect(
      isLikelyDuplicate({ lastName: 'Петров Водкин', firstName: 'Кузьма' }, visitor('Петров-Водкин Кузьма')),
    ).toMatchObject({ likely: true, reason: 'sameName' })
  })

  it('reads оглы and кызы as a patronymic', () => {
    const son = { lastName: 'Мамедов', firstName: 'Гасан', middleName: 'Рза оглы' }
    for (const middleName of ['Рзаевич', 'Рза', 'Рза-оглы', 'Рзаич'])
      expect(isLikelyDuplicate(son, { ...son, middleName })).toMatchObject({ likely: true, reason: 'sameName' })
    expect(isLikelyDuplicate(son, { ...son, middleName: 'Алиевич' }).likely).toBe(false)
    const stored = { ...son, middleName: 'Рзаевич', id: 'a' }
    expect(new MemoryIndex([stored]).fetch(duplicateBranches(son), 10)).toEqual([stored])
  })

  it('says why, the phone before the name', () => {
    const reason = (a: string, b: string) => isLikelyDuplicate(visitor(a), visitor(b)).reason
    expect(reason('Иванов Иван +79161234567', 'Иванов Иван +79161234567')).toBe('phone')
    expect(reason('Иванов Иван', 'иванов иван')).toBe('sameName')
    expect(reason('Ивонов Иван', 'Иванов Иван')).toBe('similarName')
  })

  it('scores what is known to agree above what is unknown, and that above what disagrees', () => {
    const score = (b: string) => isLikelyDuplicate(visitor('Иванов Иван Иванович 1970'), visitor(b)).score
    const scores = [
      'Иванов Иван Иванович 1970',
      'Иванов Иван Иванович',
      'Иванов Иван',
      'Иванов Иван 1990',
      'Ивонов Иван 1990',
    ].map(score)
    expect(scores).toEqual([...scores].sort((x, y) => y - x))
    expect(new Set(scores).size).toBe(scores.length)
  })
})

describe('the plan for duplicates', () => {
  const people = [...new Set([...SAME, ...DIFFERENT].map(([, b]) => b))].map((name) => ({ ...visitor(name), id: name }))
  const index = new MemoryIndex(people)

  it.each(SAME)('%s is compared with %s', (a, b) => {
    expect(index.fetch(duplicateBranches(visitor(a)), 100).map(({ id }) => id)).toContain(b)
  })

  it('compares nobody with a visitor who has nothing in common', () => {
    expect(index.fetch(duplicateBranches(visitor('Эйзенштейн Зинаида')), 100)).toEqual([])
  })
})
