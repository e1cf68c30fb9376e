import { describe, expect, test } from 'vitest'
import { freePort } from '@/machine/ports'
import { checkServer, objection } from './checkServer'

const GOOD = {
  version: 150_004,
  readable: '15.4',
  encoding: 'UTF8',
  standby: false,
  creates: true,
  schema: true,
  ours: false,
}

describe('a database of DATABASE_URL', () => {
  test('is accepted from PostgreSQL 15 on', () => {
    expect(objection(GOOD, 'db/pristan')).toBe(null)
  })

  test.each([
    [{ version: 140_012, readable: '14.12' }, 'DATABASE_URL leads to PostgreSQL 14.12: version 15 or newer is needed.'],
    [
      { encoding: 'SQL_ASCII' },
      "The database db/pristan is encoded in SQL_ASCII: create one with ENCODING 'UTF8' (and TEMPLATE template0).",
    ],
    [{ standby: true }, 'The server at db/pristan is a read-only replica: DATABASE_URL must lead to the primary.'],
    [
      { creates: false },
      'The user in DATABASE_URL may not create tables in db/pristan: make it the owner of the database.',
    ],
    [
      { schema: false },
      'The user in DATABASE_URL may not create tables in db/pristan: make it the owner of the database.',
    ],
  ])('is refused when %j', (change, sentence) => {
    expect(objection({ ...GOOD, ...change }, 'db/pristan')).toBe(sentence)
  })

  test('is accepted without the right to create tables once they are there', () => {
    expect(objection({ ...GOOD, creates: false, schema: false, ours: true }, 'db/pristan')).toBe(null)
  })

  test('that nobody serves is named without its password', async () => {
    const port = await freePort()
    await expect(checkServer(`postgresql://pristan:hunter2@127.0.0.1:${port}/pristan`)).rejects.toThrow(
      `The database in DATABASE_URL (127.0.0.1:${port}/pristan) can't be used: nothing answers there.`,
    )
  })
})
