import type { Door } from './collections'
import { idParameter } from './ofRoutes'
import type { Parameter } from './types'

const where: Parameter = {
  name: 'where',
  in: 'query',
  style: 'deepObject',
  explode: true,
  description:
    'A filter: `where[field][operator]=value`, with `and` and `or`. Operators: equals, not_equals, in, not_in, ' +
    'exists, greater_than, greater_than_equal, less_than, less_than_equal; for texts also like, not_like, ' +
    'contains.',
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

export const PARAMETERS: Record<Door, Parameter[]> = {
  list: [where, ...page, depth, select],
  count: [where],
  get: [idParameter, depth, select],
  create: [depth],
  update: [idParameter, depth],
  updateMany: [{ ...where, required: true, description: `${where.description} At most 500 rows may match.` }],
  delete: [idParameter],
}
