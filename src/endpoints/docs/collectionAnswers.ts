import { JSON_TYPE, ref } from './answers'
import type { Door } from './collections'
import type { Operation, Schema } from './types'

const whole = { type: 'integer', minimum: 0 }
const pageNumber = { type: ['integer', 'null'] }

export const answer = (name: string, door: Door, beside: Record<string, Schema> = {}): Schema => {
  const saved: Schema = {
    type: 'object',
    required: ['doc', 'message', ...Object.keys(beside)],
    properties: { doc: ref(name), message: { type: 'string' }, ...beside },
  }
  switch (door) {
    case 'list':
      return {
        type: 'object',
        required: [
          'docs',
          'totalDocs',
          'limit',
          'totalPages',
          'page',
          'pagingCounter',
          'hasPrevPage',
          'hasNextPage',
          'prevPage',
          'nextPage',
        ],
        properties: {
          docs: { type: 'array', items: ref(name) },
          totalDocs: whole,
          limit: whole,
          totalPages: whole,
          page: whole,
          pagingCounter: whole,
          hasPrevPage: { type: 'boolean' },
          hasNextPage: { type: 'boolean' },
          prevPage: pageNumber,
          nextPage: pageNumber,
        },
      }
    case 'count':
      return { type: 'object', required: ['totalDocs'], properties: { totalDocs: whole } }
    case 'get':
      return ref(name)
    case 'updateMany':
      return bulkAnswer(name)
    default:
      return saved
  }
}

const bulkAnswer = (name: string): Schema => ({
  type: 'object',
  required: ['docs', 'errors', 'message'],
  properties: {
    docs: { type: 'array', items: ref(name) },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'message', 'data'],
        properties: {
          id: { type: 'string' },
          message: { type: 'string' },
          data: { type: 'object', required: ['code'], properties: { code: ref('ErrorCode') } },
        },
      },
    },
    message: { type: 'string' },
  },
})

/** 400 means a bad request, or that some rows were refused; the answer names those rows. */
export const partial = (name: string): Operation['responses'] => ({
  '400': {
    description: 'Some rows were refused (the others are changed), or the request itself is not right',
    content: { [JSON_TYPE]: { schema: { anyOf: [bulkAnswer(name), ref('Error')] } } },
  },
})
