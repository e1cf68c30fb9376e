import { type CollectionBeforeOperationHook, Forbidden, type PayloadRequest, QueryError } from 'payload'
import { Refusal } from '@/domain/errors'
import { checkSort, PAGE_LIMIT } from './checkQuery'
import { checkWhere } from './checkWhere'
import { fieldAtPath } from './fieldPath'

type Reading = {
  overrideAccess?: boolean
  where?: unknown
  sort?: unknown
  limit?: number
  pagination?: boolean
}

/**
 * The panel's pages and its functions on the server read without going through a route. What they ask in somebody's
 * name is held to what the API allows: the size of a page, the filter, the order.
 */
export const checkReading: CollectionBeforeOperationHook = async ({ args, operation, req, collection }) => {
  const asked = args as unknown as Reading
  if (operation !== 'read' || asked.overrideAccess !== false || req.payloadAPI === 'REST') return args
  const { slug } = collection
  try {
    if (asked.sort) await checkSort(req, slug, asked.sort)
    const where = asked.where ? await checkWhere(req, slug, await readablePart(req, slug, asked.where)) : asked.where
    return { ...args, where, ...pageOf(asked) } as typeof args
  } catch (error) {
    // Payload shows such a list as an empty one.
    if (error instanceof Refusal) throw new QueryError([{ path: error.code }])
    throw error
  }
}

/** What the panel itself reads of Payload's own collections. */
const PANELS_OWN = ['payload-preferences', 'payload-locked-documents']

/** Payload's own collections are for nobody to read, by whatever door. */
export const closeReading: CollectionBeforeOperationHook = ({ args, operation, req, collection }) => {
  const closed =
    operation === 'read' && (args as unknown as Reading).overrideAccess === false && req.payloadAPI !== 'REST'
  if (closed && !PANELS_OWN.includes(collection.slug)) throw new Forbidden(req.t)
  return args
}

/** In Payload 0 and `pagination: false` both mean everything. No limit at all is its own short page. */
const pageOf = ({ limit, pagination }: Reading): Partial<Reading> => {
  if (limit === undefined && pagination !== false) return {}
  return { limit: Math.min(limit || PAGE_LIMIT, PAGE_LIMIT), pagination: true }
}

/**
 * A search of the panel asks for a match in one of several fields. Those that this caller may not read match nothing;
 * without the others the list would always be empty.
 */
const readablePart = async (req: PayloadRequest, slug: string, where: unknown): Promise<unknown> => {
  if (typeof where !== 'object' || where === null) return where
  const parts = await Promise.all(
    Object.entries(where).map(async ([key, inner]: [string, unknown]) => {
      if (!/^(and|or)$/i.test(key) || !Array.isArray(inner)) return [key, inner] as const
      const kept: unknown[] = []
      for (const one of inner as unknown[])
        if (!/^or$/i.test(key) || (await isReadable(req, slug, one))) kept.push(await readablePart(req, slug, one))
      return [key, kept.length === 0 ? inner : kept] as const
    }),
  )
  return Object.fromEntries(parts)
}

const isReadable = async (req: PayloadRequest, slug: string, condition: unknown): Promise<boolean> => {
  const [path, ...more] = Object.keys(condition ?? {})
  if (path === undefined || more.length > 0 || /^(and|or)$/i.test(path)) return true
  return fieldAtPath(req, slug, path).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return false
      throw error
    },
  )
}
