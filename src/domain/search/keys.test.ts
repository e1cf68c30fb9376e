import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { key, searchKeys } from './keys'
import { searchPlan } from './plan'
import type { SearchableVisitor } from './tokens'

const ivanov: SearchableVisitor = {
  lastName: 'Иванов',
  firstName: 'Иван',
  middleName: 'Иванович',
  phone: '+79161234567',
  cardNumber: '0042',
  birthYear: 1970,
}

describe('search keys', () => {
  it('are the same for ever: the column would have to be filled again', () => {
    expect([key('exact', 'ivanov'), key('near', 'ivanov'), key('card', '42')]).toEqual([
      -1399501074, 1311203879, 75028937,
    ])
  })

  it('are sorted int4 without repetitions, in bounded number, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ maxLength: 40 }),
        (lastName, firstName, cardNumber) => {
          const keys = searchKeys({
            lastName,
            firstName,
            middleName: `${firstName} ${lastName}`,
            cardNumber,
            phone: cardNumber,
          })
          expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
          expect(keys.every((one) => Number.isInteger(one) && one >= -(2 ** 31) && one < 2 ** 31)).toBe(true)
          expect(keys.length).toBeLessThan(2000)
        },
      ),
    )
  })

  it('do not depend on case, ё, Unicode form, lookalike letters or spaces', () => {
    const keys = searchKeys({ ...ivanov, lastName: 'Семёнов' })
    for (const lastName of ['семенов', 'СЕМЁНОВ', 'Семёнов'.normalize('NFD'), 'Сeмeнов', ' Семёнов ', 'Семёнов\u200b'])
      expect(searchKeys({ ...ivanov, lastName })).toEqual(keys)
  })

  it('change with everything that can be asked for', () => {
    const changes = [
      { lastName: 'Иванова' },
      { firstName: 'Пётр' },
      { middleName: null },
      { phone: null },
      { cardNumber: '43' },
      { birthYear: 1971 },
    ]
    for (const change of changes) expect(searchKeys({ ...ivanov, ...change })).not.toEqual(searchKeys(ivanov))
  })

  it('are few enough for an index', () => {
    expect(searchKeys(ivanov).length).toBeLessThan(60)
  })
})

describe('search plan', () => {
  it('has nothing to look for in an empty query', () => {
    for (const q of ['', ' ', '😀', '%_\'"\\', '\0', '...'])
      expect(searchPlan(q)).toEqual({ id: null, exact: [], near: [], partial: [] })
  })

  it('asks for an id alone when it gets one', () => {
    expect(searchPlan(' 00000000-0000-4000-8000-00000000000A ')).toEqual({
      id: '00000000-0000-4000-8000-00000000000a',
      exact: [],
      near: [],
      partial: [],
    })
  })

  it('stays small for whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 500 }),
          fc
            .array(fc.constantFrom('ия', 'shch', 'и', 'ia', '1', ' ', '.', ';', 'x', '-'), { maxLength: 300 })
            .map((parts) => parts.join('')),
        ),
        (q) => {
          const { exact, near, partial } = searchPlan(q)
          const branches = [...exact, ...near, ...partial]
          expect(branches.length).toBeLessThan(50)
          expect(
            branches.every(
              (groups) => groups.length > 0 && groups.every((keys) => keys.length > 0 && keys.length < 1500),
            ),
          ).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
