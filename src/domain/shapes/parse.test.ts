import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Refusal } from '@/domain/errors'
import { date, flag, id, limit, parse } from './parse'

const schema = z.strictObject({
  id,
  date,
  count: z.number({ error: 'fieldCapacity' }).int('fieldCapacity'),
  status: z.enum(['a', 'b'], { error: 'fieldInvalid' }),
  confirm: flag,
  limit: limit(10),
})
const right = { id: '0198a000-0000-7000-8000-000000000001', date: '2026-12-01', count: 1, status: 'a', confirm: true }

const said = (over: object): Record<string, string> => {
  try {
    parse(schema, { ...right, ...over })
    return {}
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return Object.fromEntries(
      (error.data.errors as { path: string; message: string }[]).map(({ path, message }) => [path, message]),
    )
  }
}

describe('what is said of a field', () => {
  it.each(['id', 'date', 'count', 'status', 'confirm'])('%s that is missing or empty: that it is required', (field) => {
    expect(said({ [field]: undefined })).toEqual({ [field]: 'fieldRequired' })
    expect(said({ [field]: null })).toEqual({ [field]: 'fieldRequired' })
  })

  it.each([
    ['id', 5, 'fieldInvalid'],
    ['id', 'x', 'fieldInvalid'],
    ['date', 20261201, 'fieldDate'],
    ['count', '3', 'fieldCapacity'],
    ['count', 1.5, 'fieldCapacity'],
    ['status', 'c', 'fieldInvalid'],
    ['confirm', 'yes', 'fieldInvalid'],
    ['limit', 'abc', 'fieldInvalid'],
    ['other', 1, 'fieldUnexpected'],
  ])('%s that is %j: what is wrong with it', (field, value, message) => {
    expect(said({ [field]: value })).toEqual({ [field]: message })
  })

  it('nothing when all is right', () => {
    expect(said({})).toEqual({})
  })
})
