import type { CollectionBeforeOperationHook, Where } from 'payload'
import { recordsOf } from '@/db/merged'
import { reading } from '@/db/sql'
import { isId } from '@/domain/ids'

/** Asked about one record of a person, the log answers about all of them. Its entries never move. */
export const followMerges: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const { where } = args as { where?: Where }
  if (operation !== 'read' || !where) return args
  const followed = async (condition: unknown): Promise<unknown> => {
    if (Array.isArray(condition)) return Promise.all(condition.map(followed))
    if (typeof condition !== 'object' || condition === null) return condition
    const entries = await Promise.all(
      Object.entries(condition).map(async ([field, value]) => {
        if (field !== 'subjectId' || typeof value !== 'object' || value === null) return [field, await followed(value)]
        const { equals, ...rest } = value as { equals?: unknown }
        const records = isId(equals) ? await recordsOf(reading(req.payload), equals) : []
        return [field, records.length > 1 ? { ...rest, in: records } : value]
      }),
    )
    return Object.fromEntries(entries)
  }
  return { ...args, where: (await followed(where)) as Where }
}
