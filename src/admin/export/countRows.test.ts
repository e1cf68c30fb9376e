import { expect, test } from 'vitest'
import { xlsx } from '@/exports/xlsx'
import { countRows } from './countRows'

async function* people(count: number) {
  for (let n = 0; n < count; n += 1) yield { fullName: `Иванов <row ${n}>`, comment: Math.random().toString(36) }
}

test.each([1, 7, 100_000])(
  'the rows of a workbook are counted while it arrives in pieces of %i bytes',
  async (size) => {
    const counts: number[] = []
    const counter = countRows((rows) => void counts.push(rows))
    const total = size === 1 ? 20 : 3000
    for await (const chunk of xlsx({
      title: 'Участники',
      columns: ['fullName', 'comment'],
      language: 'ru',
      rows: people(total),
    })) {
      for (let at = 0; at < chunk.length; at += size) counter.add(new Uint8Array(chunk.subarray(at, at + size)))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await expect.poll(() => counts.at(-1)).toBe(total)
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
  },
)

test('what is no workbook is counted as nothing, and stops nobody', async () => {
  const counts: number[] = []
  const counter = countRows((rows) => void counts.push(rows))
  counter.add(new Uint8Array(1000).fill(120))
  counter.stop()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(counts).toEqual([])
})
