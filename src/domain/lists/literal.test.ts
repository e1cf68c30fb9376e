import { expect, it } from 'vitest'
import { literalWhere } from './literal'

it('takes the wildcards of SQL for the characters they are', () => {
  const where = {
    or: [
      { title: { like: '50%' } },
      { and: [{ address: { contains: 'a_b' } }, { title: { not_like: 'c:\\d' } }] },
      { title: { equals: '50%' }, capacity: { greater_than: 5 }, place: { in: ['a_b'] } },
    ],
  }
  const before = structuredClone(where)
  expect(literalWhere(where)).toEqual({
    or: [
      { title: { like: '50\\%' } },
      { and: [{ address: { contains: 'a\\_b' } }, { title: { not_like: '%c:\\\\d%' } }] },
      { title: { equals: '50%' }, capacity: { greater_than: 5 }, place: { in: ['a_b'] } },
    ],
  })
  expect(where).toEqual(before)
})
