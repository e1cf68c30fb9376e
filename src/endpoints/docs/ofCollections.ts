import type { SanitizedCollectionConfig } from 'payload'
import type { GovernedCollection } from '@/domain/access/table'
import type { ErrorCode } from '@/domain/errors'
import { errorAnswers, JSON_TYPE } from './answers'
import { answer, partial } from './collectionAnswers'
import { PARAMETERS } from './collectionParameters'
import { COLLECTION, type Described, type Door } from './collections'
import { bodySchema, recordSchema } from './fieldSchemas'
import { operationId } from './ofRoutes'
import type { Operation, PathItem, Schema } from './types'

type Parts = { paths: Record<string, PathItem>; schemas: Record<string, Schema> }

const PLACE: Record<Door, { method: 'get' | 'post' | 'patch' | 'delete'; path: string }> = {
  list: { method: 'get', path: '' },
  count: { method: 'get', path: '/count' },
  get: { method: 'get', path: '/{id}' },
  create: { method: 'post', path: '' },
  update: { method: 'patch', path: '/{id}' },
  updateMany: { method: 'patch', path: '' },
  delete: { method: 'delete', path: '/{id}' },
}

/** Leaves out Payload's internal collections. */
const isShown = (slug: string): slug is GovernedCollection => Object.hasOwn(COLLECTION, slug)

/** Payload's own routes of the documented collections, as restricted by our guards. */
export const ofCollections = (collections: readonly SanitizedCollectionConfig[]): Parts => {
  const parts: Parts = { paths: {}, schemas: {} }
  for (const collection of collections) {
    if (!isShown(collection.slug)) continue
    const described = COLLECTION[collection.slug]
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
  list: ['VALIDATION', 'MALFORMED'],
  count: ['VALIDATION', 'MALFORMED'],
  get: ['VALIDATION', 'MALFORMED', 'NOT_FOUND'],
  create: ['VALIDATION', 'MALFORMED', 'BODY_TOO_LARGE'],
  update: ['VALIDATION', 'MALFORMED', 'NOT_FOUND', 'BODY_TOO_LARGE', 'CHANGED_MEANWHILE', 'BUSY'],
  updateMany: ['UNAUTHENTICATED', 'FORBIDDEN', 'BODY_TOO_LARGE'],
  delete: ['VALIDATION', 'MALFORMED', 'NOT_FOUND', 'BODY_TOO_LARGE', 'IN_USE'],
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
