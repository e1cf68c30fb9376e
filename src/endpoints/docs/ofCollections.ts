import type { SanitizedCollectionConfig } from 'payload'
import type { ErrorCode } from '@/domain/errors'
import { errorAnswers, JSON_TYPE, ref } from './answers'
import { COLLECTION, type Described } from './collections'
import { bodySchema, recordSchema } from './fieldSchemas'
import { idParameter, operationId } from './ofRoutes'
import type { Operation, Parameter, PathItem, Schema } from './types'

type Parts = { paths: Record<string, PathItem>; schemas: Record<string, Schema> }
type Door = 'list' | 'count' | 'get' | 'create' | 'update' | 'updateMany' | 'delete'

const PLACE: Record<Door, { method: 'get' | 'post' | 'patch' | 'delete'; path: string }> = {
  list: { method: 'get', path: '' },
  count: { method: 'get', path: '/count' },
  get: { method: 'get', path: '/{id}' },
  create: { method: 'post', path: '' },
  update: { method: 'patch', path: '/{id}' },
  updateMany: { method: 'patch', path: '' },
  delete: { method: 'delete', path: '/{id}' },
}

/** Payload's own routes of the collections that the API shows, as our guards leave them. */
export const ofCollections = (collections: readonly SanitizedCollectionConfig[]): Parts => {
  const parts: Parts = { paths: {}, schemas: {} }
  for (const collection of collections) {
    const described = COLLECTION[collection.slug]
    if (!described) continue
    const { name } = described
    parts.schemas[name] = recordSchema(collection)
    for (const door of described.doors) {
      const { method, path } = PLACE[door]
      const full = `/${collection.slug}${path}`
      parts.paths[full] = { ...parts.paths[full], [method]: operation(collection, described, door) }
    }
  }
  return parts
}

const where: Parameter = {
  name: 'where',
  in: 'query',
  style: 'deepObject',
  explode: true,
  description:
    'A filter: `where[field][operator]=value`, with `and` and `or`. Operators: equals, not_equals, in, not_in, exists, greater_than, greater_than_equal, less_than, less_than_equal; for texts also like, not_like, contains.',
  schema: { type: 'object' },
}
const depth: Parameter = {
  name: 'depth',
  in: 'query',
  description: 'How far related records are put in place of their ids',
  schema: { type: 'integer', minimum: 0, maximum: 3, default: 0 },
}
const select: Parameter = {
  name: 'select',
  in: 'query',
  style: 'deepObject',
  explode: true,
  description: 'Only these fields: `select[title]=true`',
  schema: { type: 'object' },
}
const page: Parameter[] = [
  { name: 'sort', in: 'query', description: 'Fields, comma-separated, `-` for descending', schema: { type: 'string' } },
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 200, default: 10 } },
  { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } },
]

const PARAMETERS: Record<Door, Parameter[]> = {
  list: [where, ...page, depth, select],
  count: [where],
  get: [idParameter, depth, select],
  create: [depth],
  update: [idParameter, depth],
  updateMany: [{ ...where, required: true, description: `${where.description} At most 500 rows may match.` }],
  delete: [idParameter],
}

const SUMMARY: Record<Door, string> = {
  list: 'List',
  count: 'Count',
  get: 'Read one',
  create: 'Create',
  update: 'Change',
  updateMany: 'Change many, row by row: each in a transaction of its own, each with its own refusal',
  delete: 'Delete',
}

const CODES: Record<Door, readonly ErrorCode[]> = {
  list: ['VALIDATION'],
  count: ['VALIDATION'],
  get: ['VALIDATION', 'NOT_FOUND'],
  create: ['VALIDATION', 'MALFORMED', 'BODY_TOO_LARGE'],
  update: ['VALIDATION', 'MALFORMED', 'NOT_FOUND', 'BODY_TOO_LARGE', 'BUSY'],
  updateMany: ['UNAUTHENTICATED', 'FORBIDDEN'],
  delete: ['NOT_FOUND', 'IN_USE'],
}

const operation = (
  collection: SanitizedCollectionConfig,
  { name, tag, errors, example, note, beside }: Described,
  door: Door,
): Operation => {
  const { method, path } = PLACE[door]
  const writes = door === 'create' || door === 'update' || door === 'updateMany'
  const own = errors?.[door] ?? []
  return {
    operationId: operationId(method, `/${collection.slug}${path}${door === 'updateMany' ? '/many' : ''}`),
    tags: [tag],
    summary: `${SUMMARY[door]}: ${collection.slug}`,
    ...(note?.[door] ? { description: note[door] } : {}),
    parameters: PARAMETERS[door],
    ...(writes
      ? {
          requestBody: {
            required: true,
            content: {
              [collection.upload && door === 'create' ? 'multipart/form-data' : JSON_TYPE]: {
                schema:
                  collection.upload && door === 'create'
                    ? UPLOAD
                    : bodySchema(collection, { required: door === 'create' }),
                ...(example && !collection.upload ? { example } : {}),
              },
            },
          },
        }
      : {}),
    responses: {
      [door === 'create' ? '201' : '200']: {
        description: 'Done',
        content: { [JSON_TYPE]: { schema: answer(name, door, door === 'create' ? beside : {}) } },
      },
      ...(door === 'updateMany' ? partial(name) : {}),
      ...errorAnswers(['UNAUTHENTICATED', 'FORBIDDEN', 'TOO_MANY_REQUESTS', ...CODES[door], ...own]),
    },
  }
}

const UPLOAD: Schema = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' } },
}

const whole = { type: 'integer', minimum: 0 }
const pageNumber = { type: ['integer', 'null'] }

const answer = (name: string, door: Door, beside: Record<string, Schema> = {}): Schema => {
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

/** 400 is the answer to a bad request and also to one that some rows refused; these rows are named. */
const partial = (name: string): Operation['responses'] => ({
  '400': {
    description: 'Some rows were refused (the others are changed), or the request itself is not right',
    content: { [JSON_TYPE]: { schema: { anyOf: [bulkAnswer(name), ref('Error')] } } },
  },
})
