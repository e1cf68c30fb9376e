import { describe, expect, it } from 'vitest'
import { personAt } from '@/seed/names/persons'
import { generator } from '@/seed/names/random'
import { canBe, Fitting, isRight } from './fitting'
import { MemoryIndex } from './memory-index'
import { MISSPELLINGS, type Misspelling } from './misspell'
import { anyWay, CARD_WAYS, PHONE_WAYS } from './typed-numbers'

const PEOPLE = 3000
const ASKED = 80
/** No order of more people can be right every time. */
const FEW = 5
const people = Array.from({ length: PEOPLE }, (_, i) => ({
  ...personAt(1, i),
  id: String(i),
  cardNumber: `А-${String(i).padStart(6, '0')}`,
}))
const index = new MemoryIndex(people)
const fitting = new Fitting(people)

const FLOOR = 0.97
const FLOORS: Partial<Record<Misspelling, number>> = {
  typo: 0.99,
  typoNoMiddle: 0.99,
  twoSlips: 0.9,
  diminutive: 0.95,
  otherGender: 0.95,
  declined: 0.95,
  spokenPatronymic: 0.95,
  spareWord: 0.95,
}

const from = (start: number) => [...people.slice(start), ...people.slice(0, start)]

async function recall(kind: Misspelling): Promise<{ found: number; of: number; missed: string[] }> {
  const random = generator(5, kind.length)
  const missed: string[] = []
  let of = 0
  for (const person of from(Math.floor(random() * PEOPLE)).filter((one) => canBe(kind, one))) {
    const q = MISSPELLINGS[kind](person, random)
    if (fitting.count(kind, q, person) > FEW) continue
    of += 1
    const first = await index.search(q, FEW)
    if (!first.some(({ candidate }) => candidate.id === person.id || isRight(kind, q, person, candidate)))
      missed.push(`${person.lastName} ${person.firstName} ${person.middleName} <- ${q}`)
    if (of === ASKED) break
  }
  return { found: of - missed.length, of, missed }
}

describe('the right person is among the first five', () => {
  const kinds = Object.keys(MISSPELLINGS) as Misspelling[]

  it.each(kinds)('%s', async (kind) => {
    const { found, of, missed } = await recall(kind)
    expect(of).toBeGreaterThan(10)
    expect(found / of, missed.join('\n')).toBeGreaterThanOrEqual(FLOORS[kind] ?? FLOOR)
  })

  it('a phone or a card, however it is typed', async () => {
    const random = generator(6, 1)
    for (const person of from(700).slice(0, 100)) {
      const typed = [
        ...(person.phone === null ? [] : [anyWay(PHONE_WAYS, person.phone, random)]),
        anyWay(CARD_WAYS, person.cardNumber, random),
      ]
      for (const q of typed) {
        const found = await index.search(q, FEW)
        expect(
          found.map(({ candidate }) => candidate.id),
          q,
        ).toContain(person.id)
      }
    }
  })
})

describe('one typo in the surname, at every place', () => {
  const other = 'ъ'
  const every = (word: string): string[] =>
    Array.from({ length: word.length }, (_, i) => [
      word.slice(0, i) + other + word.slice(i + 1),
      word.slice(0, i) + other + word.slice(i),
      word.slice(0, i) + word.slice(i + 1),
      word.slice(0, i) +
        word
          .slice(i, i + 2)
          .split('')
          .reverse()
          .join('') +
        word.slice(i + 2),
      `${word.slice(0, i)}ж${word.slice(i)}`,
      `${word.slice(0, i)}ж${word.slice(i + 1)}`,
    ]).flat()

  it.each([3, 17, 1234, 2500])('person %i is always found', async (at) => {
    const person = people[at]
    if (person === undefined) throw new Error('no such person')
    for (const typed of every(person.lastName.toLowerCase())) {
      const first = await index.search(`${typed} ${person.firstName} ${person.middleName ?? ''}`, 5)
      expect(
        first.map(({ candidate }) => candidate.id),
        typed,
      ).toContain(person.id)
    }
  })
})
