import { expect, it } from 'vitest'
import { calendar } from './calendar'

const texts = (rows: ReturnType<typeof calendar>): string[][] => rows.map((row) => row.map(({ text }) => text))

it('a month shows, under the days of the week, its weeks that have a date, Monday first, and an arrow to the next month that has one', () => {
  const rows = calendar(['2026-12-01', '2026-12-06', '2026-12-31', '2027-02-01'], '2026-12')
  expect(texts(rows)).toEqual([
    ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    ['·', '1', '·', '·', '·', '·', '6'],
    ['·', '·', '·', '31', '·', '·', '·'],
    ['Февраль 2027 ›'],
  ])
  expect(rows[1]?.[1]?.action).toEqual({ verb: 'date', arg: '2026-12-01' })
})
