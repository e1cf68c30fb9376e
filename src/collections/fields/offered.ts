import type { FilterOptions, RelationshipFieldSingleValidation, Where } from 'payload'
import { relationship } from 'payload/shared'

/**
 * Pick lists offer what is active, and what is chosen already. Only offered, not enforced: an event that
 * was planned before keeps its service, and the rules of saving stay in one place.
 */
export const activeOr =
  (chosen: (args: { data: unknown; siblingData: unknown }) => unknown): FilterOptions =>
  (args) => {
    const known = chosen(args)
    const id = typeof known === 'object' && known !== null && 'id' in known ? known.id : known
    const offered: Where[] = [{ active: { equals: true } }]
    if (typeof id === 'string') offered.push({ id: { equals: id } })
    return { or: offered }
  }

export const unfiltered: RelationshipFieldSingleValidation = (value, options) =>
  relationship(value, { ...options, filterOptions: undefined })
