import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeFault, fingerprintOf, withoutValues } from './describe'

const thrownAt = (message: string): Error => new Error(message)

describe('what is written down of a fault', () => {
  it.each([
    ['Unexpected token И in JSON at position 3', 'Unexpected token … in JSON at position 3'],
    ['Invalid time zone specified: Secretov', 'Invalid time zone specified'],
    [`Unexpected token 'S', "Secretov"... is not valid JSON`, 'Unexpected token'],
    ['no letter for anna@example.org today', 'no letter for … today'],
    ['call +7 (916) 555-66-77 back', 'call … back'],
    ['Секретов', '…'],
    ["Cannot read properties of undefined (reading 'id')", 'Cannot read properties of undefined (reading'],
  ])('of the words %j is %j', (message, words) => {
    expect(withoutValues(message)).toBe(words)
  })

  it('holds no letters of a person, no e-mail and no long number, whatever the message', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('Секретов', 'a@b.ru', '89165556677'),
        (around, secret) => {
          const words = withoutValues(`${around}${secret}${around}`)
          expect(words).not.toMatch(/[а-яё]/i)
          expect(words).not.toContain('a@b.ru')
          expect(words).not.toContain('9165556677')
        },
      ),
    )
  })

  it('names the database’s code and constraint, and none of its values', () => {
    const cause = Object.assign(new Error('Key (phone)=(+79165556677) already exists'), {
      code: '23505',
      constraint: 'visitors_phone_idx',
      detail: 'Секретов',
      table: 'visitors',
    })
    const fault = describeFault(Object.assign(new Error('Failed query: insert … params: Секретов'), { cause }))
    expect(fault).toMatchObject({
      type: 'Error',
      cause: { code: '23505', constraint: 'visitors_phone_idx', table: 'visitors' },
    })
    expect(JSON.stringify(fault)).not.toMatch(/Секретов|7916/)
  })

  it('takes nothing from a thrown thing but what looks like a name of the program', () => {
    const hostile = Object.assign(new Error('x'), {
      name: 'Анна Секретова',
      code: 'Secretova, 12 Main St',
      constraint: '<script>',
      stack:
        'Error: x\n    at Секретова (/srv/src/a.ts:1:2)\n    at fine (/srv/p/src/b.ts:3:4)\n  at her phone ' +
        '+79165556677',
    })
    expect(describeFault(hostile)).toEqual({ type: 'Error', stack: '    at fine (src/b.ts:3:4)' })
    expect(describeFault('Секретов')).toEqual({ type: 'string', stack: '' })
  })

  it('follows a chain of causes that has no end to its third', () => {
    const ring = new Error('a')
    ring.cause = ring
    expect(describeFault(ring).cause?.cause?.cause?.cause).toBe(undefined)
  })
})

describe('a frame', () => {
  it.each([
    ['/srv/src/pristan/src/jobs/sweep.ts', 'src/jobs/sweep.ts'],
    ['file:///srv/pristan/node_modules/pg/src/lib/client.js', 'node_modules/pg/src/lib/client.js'],
    ['node_modules/@payloadcms/drizzle/src/find.ts', 'node_modules/@payloadcms/drizzle/src/find.ts'],
    ['/srv/pristan/.next/processes/worker.mjs', '.next/processes/worker.mjs'],
  ])('of %s is in %s', (file, below) => {
    expect(describeFault({ stack: `Error\n    at run (${file}:1:2)` }).stack).toBe(`    at run (${below}:1:2)`)
  })

  it('is put where it is in the sources', () => {
    expect(
      describeFault({ stack: 'Error\n    at run (/srv/.next/a.js:1:2)' }, () => '    at run (src/a.ts:3:4)').stack,
    ).toBe('    at run (src/a.ts:3:4)')
  })
})

describe('the fingerprint', () => {
  it('is the same for the same place, whatever the value and the line', () => {
    const [one, other] = ['Bad zone: Секретов', 'Bad zone: Иванов'].map((message) =>
      describeFault(
        Object.assign(thrownAt(message), {
          stack: `Error: ${message}\n    at read (/srv/src/a.ts:${message.length}:1)`,
        }),
      ),
    )
    expect(fingerprintOf('request', 'get /x', one!)).toBe(fingerprintOf('request', 'get /x', other!))
  })

  it('differs by route, by type and by place', () => {
    const at = (place: string) =>
      describeFault(
        Object.assign(new Error('broken'), { stack: `Error: broken\n    at ${place} (/srv/src/${place}.ts:1:1)` }),
      )
    const prints = [
      fingerprintOf('request', 'get /x', at('a')),
      fingerprintOf('request', 'get /y', at('a')),
      fingerprintOf('job', 'get /x', at('a')),
      fingerprintOf('request', 'get /x', at('b')),
    ]
    expect(new Set(prints).size).toBe(4)
  })
})
