import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Row } from '@/domain/exports/columns'
import { xlsx } from './xlsx'

const bookOf = (rows: AsyncIterable<Row>) =>
  xlsx({ title: 'Участники', columns: ['fullName', 'comment'], language: 'ru', rows })

/** Incompressible texts, so that the size read is about the size produced. */
const noise = (): string => Array.from({ length: 20 }, () => Math.random().toString(36).slice(2)).join('')

test('rows wait for the reader, and are let go when the reader leaves', async () => {
  let made = 0
  let left = false
  async function* rows(): AsyncGenerator<Row> {
    try {
      for (; made < 50_000; made += 1) yield { fullName: `Иванов ${made}`, comment: noise() }
    } finally {
      left = true
    }
  }
  const reading = bookOf(rows())
  await reading.next()
  // Waits until the buffers are full and no more rows are requested. On a busy machine that takes a while.
  let before = -1
  while (before !== made) {
    before = made
    await sleep(300)
  }
  expect(left).toBe(false)
  // The buffers hold a few hundred KB of ten megabytes.
  expect(made).toBeLessThan(5_000)
  await reading.return(undefined)
  await expect.poll(() => left).toBe(true)
})

test('rows that fail fail the reading', async () => {
  async function* rows(): AsyncGenerator<Row> {
    yield { fullName: 'Иванов', comment: null }
    throw new Error('the connection was lost')
  }
  const read = async (): Promise<void> => {
    for await (const chunk of bookOf(rows())) expect(chunk.length).toBeGreaterThan(0)
  }
  await expect(read()).rejects.toThrow('the connection was lost')
})
