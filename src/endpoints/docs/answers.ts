import { type ErrorCode, STATUS_BY_CODE } from '@/domain/errors'
import { sentence } from '@/i18n'
import type { Answer, Schema } from './types'

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

export const JSON_TYPE = 'application/json'

/** One answer per status, with its possible codes, their messages and examples. */
export const errorAnswers = (codes: readonly ErrorCode[]): Record<string, Answer> => {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of [...new Set(codes)])
    byStatus.set(STATUS_BY_CODE[code], [...(byStatus.get(STATUS_BY_CODE[code]) ?? []), code])
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, list]) => [String(status), errorAnswer(list)]),
  )
}

const errorAnswer = (codes: readonly ErrorCode[]): Answer => ({
  description: codes.map((code) => `\`${code}\`: ${sentence('en', code)}`).join('\n\n'),
  content: {
    [JSON_TYPE]: {
      schema: {
        allOf: [
          ref('Error'),
          { properties: { errors: { items: { properties: { data: { properties: { code: { enum: codes } } } } } } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
    },
  },
})

const exampleOf = (code: ErrorCode): unknown => ({
  errors: [{ message: sentence('en', code), data: { code, ...DATA_EXAMPLE[code] } }],
})

/** Example data for codes that come with data. */
const DATA_EXAMPLE: Partial<Record<ErrorCode, Record<string, unknown>>> = {
  VALIDATION: { errors: [{ path: 'services.0.capacity', message: 'A whole number from 1 is needed.' }] },
  TOO_MANY_REQUESTS: { retryAfter: 12 },
  ALREADY_BOOKED: {
    occurrence: '0198a000-0000-7000-8000-000000000003',
    participant: '0198a000-0000-7000-8000-000000000001',
  },
  WINDOW_NOT_OPEN: { occurrence: '0198a000-0000-7000-8000-000000000003', bookableFrom: '2026-12-01T21:00:00.000Z' },
  IN_USE: { references: [{ collection: 'occurrences', count: 2, ids: ['0198a000-0000-7000-8000-000000000003'] }] },
  POSSIBLE_DUPLICATE: {
    candidates: [
      {
        id: '0198a000-0000-7000-8000-000000000002',
        fullName: 'Иванов Пётр',
        cardNumber: '00042',
        status: 'new',
        score: 0.96,
        reason: 'sameName',
      },
    ],
  },
}

export const errorSchema: Schema = {
  type: 'object',
  description:
    'Every error of the API. `message` is in the language of Accept-Language (ru or en); `data.code` is from a ' +
    'closed list.',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['message', 'data'],
        properties: {
          message: { type: 'string', minLength: 1 },
          data: {
            type: 'object',
            required: ['code'],
            properties: {
              code: ref('ErrorCode'),
              errors: {
                type: 'array',
                description: 'With VALIDATION: a sentence per field',
                items: {
                  type: 'object',
                  required: ['path', 'message'],
                  properties: { path: { type: 'string' }, message: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  },
}

const CODES = Object.keys(STATUS_BY_CODE) as ErrorCode[]

export const errorCodeSchema: Schema = {
  type: 'string',
  enum: CODES,
  description: CODES.map((code) => `- \`${code}\` (${STATUS_BY_CODE[code]}): ${sentence('en', code)}`).join('\n'),
}
