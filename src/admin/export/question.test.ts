import { expect, test } from 'vitest'
import { COLUMNS } from '@/domain/exports/columns'
import { columnsOf, columnsToAsk, exportPath, NOTHING_ASKED } from './question'

test('without columns in the address the usual ones are asked for, those of the reader only', () => {
  expect(columnsOf('', COLUMNS)).toEqual([
    'event',
    'service',
    'date',
    'time',
    'place',
    'fullName',
    'phone',
    'cardNumber',
    'status',
  ])
  expect(
    columnsOf(
      '',
      COLUMNS.filter((id) => id !== 'phone'),
    ),
  ).toEqual(['event', 'service', 'date', 'time', 'place', 'fullName', 'cardNumber', 'status'])
  expect(
    columnsOf(
      'phone,fullName',
      COLUMNS.filter((id) => id !== 'phone'),
    ),
  ).toEqual(['fullName'])
})

test('chosen columns come back from the address, in the order of the file', () => {
  for (const columns of [['date'], ['comment', 'event'], [], [...COLUMNS], [...columnsOf('', COLUMNS)]] as const) {
    expect(columnsOf(columnsToAsk(columns, COLUMNS), COLUMNS)).toEqual(
      COLUMNS.filter((id) => (columns as readonly string[]).includes(id)),
    )
  }
  expect(columnsToAsk(columnsOf('', COLUMNS), COLUMNS)).toBe('')
})

test('only what is filled in is asked', () => {
  expect(exportPath('xlsx', { ...NOTHING_ASKED, from: '2026-12-01', show: 'date' }, ['date', 'status'])).toBe(
    '/api/exports/participants?format=xlsx&columns=date%2Cstatus&from=2026-12-01',
  )
})
