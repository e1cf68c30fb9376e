import { expect, test } from 'vitest'
import { confirming } from './poll'

const offsets = (...ids: number[]) =>
  [0, 1, 2].map((again) =>
    confirming(
      ids.map((id) => ({ update_id: id })),
      again,
    ),
  )

test('the offset confirms the last batch, whatever its numbers are', () => {
  expect(offsets()).toEqual([0, 0, 0])
  expect(offsets(7, 8, 12)).toEqual([13, 13, 13])
  expect(offsets(1_000, 1_001, 5, 6)).toEqual([1_002, 7, 1_002])
  expect(offsets(-1)).toEqual([0, 0, 0])
})
