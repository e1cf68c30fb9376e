import { expect, it } from 'vitest'
import { untilId } from './order'

it.each([
  [undefined, ['-createdAt', '-id']],
  ['', ['-createdAt', '-id']],
  [[], ['-createdAt', '-id']],
  ['startsAt', ['startsAt', 'id']],
  ['-participants', ['-participants', '-id']],
  [
    ['status', '-date'],
    ['status', '-date', '-id'],
  ],
  ['status,date', ['status', 'date', 'id']],
  [['id', 'date'], ['id']],
  ['-id', ['-id']],
])('%j is the order %j', (asked, whole) => expect(untilId(asked)).toEqual(whole))
