import { AuthenticationError, LockedAuth, ValidationError } from 'payload'
import { describe, expect, it } from 'vitest'
import { Refusal, Refusals, STATUS_BY_CODE, type ErrorCode } from '@/domain/errors'
import { sentence } from '@/i18n'
import { errorAnswer } from './errorAnswer'
import { describeFault } from '@/domain/faults/describe'
import { logger } from './logger'

const reader = (language: string) => ({ i18n: { language } })
const fromDatabase = (fields: object, message = 'Failed query: insert … params: Иванов') =>
  Object.assign(new Error(message), { cause: Object.assign(new Error('Key (phone)=(+79161234567)'), fields) })
const codeOf = (error: unknown) => errorAnswer(error, reader('ru')).response.errors[0]?.data.code

describe('the answer to an error', () => {
  it('has a sentence for every code in both languages', () => {
    for (const code of Object.keys(STATUS_BY_CODE) as ErrorCode[]) {
      expect([code, sentence('ru', code)]).toEqual([code, expect.stringMatching(/[а-яё]/i)])
      expect([code, sentence('en', code)]).toEqual([code, expect.stringMatching(/^[^а-яё]+$/i)])
      expect(errorAnswer(new Refusal(code), reader('en')).status).toBe(STATUS_BY_CODE[code])
    }
  })

  it.each([
    [{ code: '23503', detail: 'Key (place_id)=(x) is not present in table "places".' }, 'PLACE_NOT_FOUND'],
    [{ code: '23503', detail: 'Key (visitor_id)=(x) is not present in table "visitors".' }, 'VISITOR_NOT_FOUND'],
    [{ code: '23503', detail: 'Key (photo_id)=(x) is not present in table "media".' }, 'VALIDATION'],
    [{ code: '23503', detail: 'Key (id)=(x) is still referenced from table "events".' }, 'IN_USE'],
    [{ code: '23505', constraint: 'participants_one_per_visitor' }, 'ALREADY_BOOKED'],
    [{ code: '23514', constraint: 'places_timezone_known' }, 'VALIDATION'],
    [{ code: '22P02' }, 'MALFORMED'],
    [{ code: '40P01' }, 'BUSY'],
    [{ code: '57014' }, 'BUSY'],
    [{ code: '57P01' }, 'UNAVAILABLE'],
    [{ code: '53100' }, 'UNAVAILABLE'],
    [{ code: '42P01' }, 'FAILED'],
  ])('of the database %j is %s', (fields, code) => {
    expect(codeOf(fromDatabase(fields))).toBe(code)
  })

  it('of a database that is away says so', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
    expect(
      [refused, new Error('Connection terminated unexpectedly'), new Error('x', { cause: refused })].map(codeOf),
    ).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE'])
  })

  it('of Payload, of JSON and of forms is never a fault of ours', () => {
    const payloadError = (name: string, status: number) => Object.assign(new Error('x'), { name, status })
    expect(
      [
        payloadError('NotFound', 404),
        payloadError('APIError', 400),
        payloadError('Locked', 423),
        payloadError('Odd', 418),
      ].map(codeOf),
    ).toEqual(['NOT_FOUND', 'MALFORMED', 'BUSY', 'MALFORMED'])
    expect(
      [new SyntaxError('Unexpected token'), new URIError('URI malformed'), new Error('Unexpected end of form')].map(
        codeOf,
      ),
    ).toEqual(['MALFORMED', 'MALFORMED', 'MALFORMED'])
    expect(errorAnswer(new TypeError('undefined is not a function'), reader('en'))).toEqual({
      response: { errors: [{ message: 'Something went wrong. Try again later.', data: { code: 'FAILED' } }] },
      status: 500,
    })
  })
})

describe('the answer to an error of Payload', () => {
  /** The build shortens class names to one letter, so the name is set explicitly. */
  const built = (error: Error) => Object.assign(error, { name: 'r' })

  it('names the fields, whatever the build called its class', () => {
    const answer = errorAnswer(
      built(new ValidationError({ errors: [{ path: 'title', message: 'Поле обязательно.' }] })),
      reader('ru'),
    )
    expect(answer).toEqual({
      status: 400,
      response: {
        errors: [
          {
            message: 'Некоторые поля заполнены неверно.',
            data: { code: 'VALIDATION', errors: [{ path: 'title', message: 'Поле обязательно.' }] },
          },
        ],
      },
    })
  })

  it('says that a login failed, the same for a wrong password and a locked account', () => {
    expect([new AuthenticationError(), new LockedAuth()].map((error) => codeOf(built(error)))).toEqual([
      'LOGIN_FAILED',
      'LOGIN_FAILED',
    ])
  })
})

describe('the log', () => {
  it('holds no values of a statement', () => {
    const line = JSON.stringify(describeFault(fromDatabase({ code: '42P01', table: 'visitors', detail: 'Иванов' })))
    expect(line).toContain('42P01')
    expect(line).not.toMatch(/Иванов|7916/)
  })

  it('has no line for a refusal', () => {
    const CANDIDATE = {
      id: '1',
      fullName: 'Иванов',
      birthYear: null,
      lastVisit: null,
      cardNumber: null,
      status: 'new',
      score: 1,
      reason: 'phone',
    } as const
    const lines: unknown[][] = []
    const write = (...args: unknown[]) => void lines.push(args)
    logger.options.hooks.logMethod([{ err: new Refusal('POSSIBLE_DUPLICATE', { candidates: [CANDIDATE] }) }], write)
    logger.options.hooks.logMethod([{ err: new Refusals([new Refusal('OCCURRENCE_FULL')]) }], write)
    logger.options.hooks.logMethod([{ err: new Error('broken') }], write)
    logger.options.hooks.logMethod(['started'], write)
    expect(lines).toEqual([[{ err: new Error('broken') }, 'Something failed'], ['started']])
  })
})
