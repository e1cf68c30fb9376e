import type { PayloadRequest } from 'payload'
import { invalid } from '@/domain/errors'
import { checkWhere } from './checkWhere'
import { fieldAtPath } from './fieldPath'

/** In Payload `limit=0` and `pagination=false` both mean everything. The first is replaced, the second dropped. */
export const PAGE_LIMIT = 200
const MAX_DEPTH = 3
const MOST_SORTS = 5
const MOST_PAGES = 1_000_000

/** The parameters that Payload's own routes and our hooks read. Anything else is dropped. */
const KNOWN = ['where', 'sort', 'select', 'populate', 'depth', 'limit', 'page', 'confirm']

/** Cleans the query for one of Payload's own routes so that it can't fail on it, or refuses the query. */
export const checkQuery = async (req: PayloadRequest, slug: string): Promise<void> => {
  const query = req.query ?? {}
  for (const key of Object.keys(query)) if (!KNOWN.includes(key) || query[key] === '') delete query[key]
  if (query.where !== undefined) query.where = await checkWhere(req, slug, query.where)
  if (query.sort !== undefined) await checkSort(req, slug, query.sort)
  for (const key of ['select', 'populate'])
    if (query[key] !== undefined && !isSelection(query[key], 0)) throw wrong(key)
  if (query.depth !== undefined) query.depth = String(Math.min(whole(query.depth, 'depth', 0), MAX_DEPTH))
  if (query.page !== undefined) query.page = String(Math.min(whole(query.page, 'page', 1), MOST_PAGES))
  if (query.limit !== undefined)
    query.limit = String(Math.min(whole(query.limit, 'limit', 0) || PAGE_LIMIT, PAGE_LIMIT))
}

/** Limits the page size on our routes, too. The route itself refuses what is not a number. */
export const clampLimit = ({ query }: PayloadRequest): void => {
  const limit: unknown = query?.limit
  if (query && typeof limit === 'string' && /^\d+$/.test(limit))
    query.limit = String(Math.min(Number(limit) || PAGE_LIMIT, PAGE_LIMIT))
}

const wrong = (path: string) => invalid({ path, message: 'fieldInvalid' })

const whole = (value: unknown, path: string, least: number): number => {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text) || Number(text) < least) throw wrong(path)
  return Number(text)
}

export const checkSort = async (req: PayloadRequest, slug: string, value: unknown): Promise<void> => {
  const paths = typeof value === 'string' ? value.split(',') : value
  if (!Array.isArray(paths) || paths.length > MOST_SORTS) throw wrong('sort')
  for (const path of paths) {
    const field = typeof path === 'string' ? await fieldAtPath(req, slug, path.replace(/^-/, '')) : null
    if (!field || field.throughArray || ['array', 'group', 'json', 'join', 'blocks'].includes(field.type))
      throw wrong('sort')
  }
}

/** A tree of booleans as parsed by qs: `select[title]=true`. */
const isSelection = (value: unknown, level: number): boolean => {
  if (value === 'true' || value === 'false' || typeof value === 'boolean') return level > 0
  if (typeof value !== 'object' || value === null || Array.isArray(value) || level > 5) return false
  const inner = Object.entries(value)
  return (
    inner.length <= 200 &&
    inner.every(([key, one]) => /^\w{1,80}$|^[a-z-]{1,80}$/.test(key) && isSelection(one, level + 1))
  )
}
