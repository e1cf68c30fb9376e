import { describe, expect, it } from 'vitest'
import { personAt } from '@/seed/names/persons'
import { generator } from '@/seed/names/random'
import { MemoryIndex } from './memory-index'
import { MISSPELLINGS, toldBy, type FullName, type Misspelling } from './misspell'

const PEOPLE = 5000
const ASKED = 150
const people = Array.from({ length: PEOPLE }, (_, i) => ({
  ...personAt(1, i),
  id: String(i),
  cardNumber: String(i).padStart(6, '0'),
}))
const index = new MemoryIndex(people)
const asked =
  (kind: Misspelling) =>
  (person: FullName): boolean => {
    if (kind === 'yo') return /[её]/i.test(`${person.lastName} ${person.firstName}`)
    if (kind === 'doubleSurnameHalf') return person.lastName.includes('-')
    return kind !== 'noMiddle' && kind !== 'typoNoMiddle' ? true : person.middleName !== null
  }

async function recall(kind: Misspelling): Promise<{ found: number; of: number; missed: string[] }> {
  const random = generator(5, kind.length)
  const start = Math.floor(random() * PEOPLE)
  const sample = [...people.slice(start), ...people.slice(0, start)].filter(asked(kind)).slice(0, ASKED)
  const missed: string[] = []
  for (const person of sample) {
    const q = MISSPELLINGS[kind](person, random)
    const first = await index.search(q, 5)
    const right = first.some(
      ({ candidate }) => candidate.id === person.id || toldBy(kind, candidate) === toldBy(kind, person),
    )
    if (!right) missed.push(`${person.lastName} ${person.firstName} ${person.middleName} <- ${q}`)
  }
  return { found: sample.length - missed.length, of: sample.length, missed }
}

describe('the right person is among the first five', () => {
  const kinds = Object.keys(MISSPELLINGS) as Misspelling[]

  it.each(kinds)('%s: at least 97 of 100', async (kind) => {
    const { found, of, missed } = await recall(kind)
    expect(of).toBeGreaterThan(20)
    expect(found / of, missed.join('\n')).toBeGreaterThanOrEqual(0.97)
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

  it.each([3, 17, 99, 1234, 2500, 4321])('person %i is always found', async (at) => {
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
