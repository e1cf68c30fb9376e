import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folds } from './fold'
import { neighbourhood } from './neighbours'
import { slip } from './similarity'
import { plainLower } from './text'

const LETTERS = Array.from('абвгдеёжзийклмнопрстуфхцчшщъыьэюя')
const letter = fc.constantFrom(...LETTERS)
const word = fc.array(letter, { minLength: 3, maxLength: 18 })

/** All words one edit away, by definition, to check the index against. */
function edited(letters: readonly string[], at: number, kind: number, other: string): string {
  const i = at % letters.length
  if (kind === 0) return letters.with(i, other).join('')
  if (kind === 1) return letters.toSpliced(i, 0, other).join('')
  if (kind === 2) return letters.toSpliced(i, 1).join('')
  const j = Math.min(i, letters.length - 2)
  return letters.toSpliced(j, 2, letters[j + 1] ?? '', letters[j] ?? '').join('')
}

const foldOf = (text: string): string => folds(plainLower(text))[0] ?? ''

describe('a word with one typo', () => {
  it('shares a neighbour with the right word, wherever the typo is', () => {
    fc.assert(
      fc.property(word, fc.nat(20), fc.nat(3), letter, (letters, at, kind, other) => {
        const typed = edited(letters, at, kind, other)
        const [right, wrong] = [foldOf(letters.join('')), foldOf(typed)]
        fc.pre(right.length > 1 && wrong.length > 1)
        const near = new Set(neighbourhood(right, letters.length))
        expect(neighbourhood(wrong, Array.from(typed).length).some((one) => near.has(one))).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('is recognised as one typo by the ranking', () => {
    fc.assert(
      fc.property(word, fc.nat(20), fc.nat(3), letter, (letters, at, kind, other) => {
        const [right, wrong] = [foldOf(letters.join('')), foldOf(edited(letters, at, kind, other))]
        fc.pre(right.length > 1 && wrong.length > 1)
        if (right !== wrong) expect(slip(right, wrong)).toBeGreaterThan(0.5)
      }),
      { numRuns: 3000 },
    )
  })

  it('is not taken for one when there are two', () => {
    expect([slip('ivanov', 'ivunav'), slip('ivanov', 'vaniov'), slip('ivanov', 'iv'), slip('abcd', 'badc')]).toEqual([
      0, 0, 0, 0,
    ])
  })

  it('counts a slip of the ear for less than another letter', () => {
    expect(slip('ivanov', 'ivonov')).toBeGreaterThan(slip('ivanov', 'ivknov'))
    expect(slip('anna', 'ana')).toBeGreaterThan(slip('anna', 'ann'.concat('k')))
  })
})

describe('folding', () => {
  it('never makes two letters of one, so one typo stays one', () => {
    fc.assert(
      fc.property(word, (letters) => {
        expect(foldOf(letters.join('')).length).toBeLessThanOrEqual(letters.length)
      }),
    )
  })

  it.each([
    ['Щукин', 'wukin'],
    ['Семёнов', 'semenov'],
    ['Соловьёв', 'solovev'],
    ['Юрий', 'urii'],
    ['Объедков', 'obedkov'],
    ['Цой', 'coi'],
    ['Эйхгорн', 'eihgorn'],
    ['Їжакевич', 'ijakeviq'],
    ['Әлімов', 'alimov'],
  ])('%s → %s', (name, fold) => {
    expect(folds(plainLower(name))).toEqual([fold])
  })

  it('gives a Latin word at most twelve readings, however it is written', () => {
    for (const hostile of ['iaiaiaiaiaiaiaia', 'chchchchchchch', 'c'.repeat(64), 'iouyajotschxxyi'.repeat(9)]) {
      const readings = folds(hostile)
      expect(readings.length).toBeLessThanOrEqual(12)
      expect(Math.max(...readings.map((reading) => reading.length))).toBeLessThanOrEqual(32)
    }
  })
})
