import type { CollectionBeforeOperationHook, Where } from 'payload'
import { recordsOf } from '@/db/merged'
import { reading } from '@/db/sql'
import { isId } from '@/domain/ids'

/** Operators that name a record, and those that name several. */
const PLURALS: Readonly<Record<string, string>> = { equals: 'in', in: 'in', not_equals: 'not_in', not_in: 'not_in' }

/** Asked about one record of a person, the log answers about all of them. Its entries never move. */
export const followMerges: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const { where } = args as { where?: Where }
  if (operation !== 'read' || !where) return args
  const db = reading(req.payload)
  const ofAll = async ([operator, value]: [string, unknown]): Promise<[string, unknown]> => {
    const plural = PLURALS[operator]
    if (plural === undefined) return [operator, value]
    const asked: unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value]
    const records = await Promise.all(asked.map((one) => (isId(one) ? recordsOf(db, one) : [])))
    const all = [...new Set([...asked, ...records.flat()])]
    return all.length > asked.length ? [plural, all] : [operator, value]
  }
  const followed = async (condition: unknown): Promise<unknown> => {
    if (Array.isArray(condition)) return Promise.all(condition.map(followed))
    if (typeof condition !== 'object' || condition === null) return condition
    const entries = await Promise.all(
      Object.entries(condition).map(async ([field, value]) => {
        if (field !== 'subjectId' || typeof value !== 'object' || value === null) return [field, await followed(value)]
        return [field, Object.fromEntries(await Promise.all(Object.entries(value).map(ofAll)))]
      }),
    )
    return Object.fromEntries(entries)
  }
  return { ...args, where: (await followed(where)) as Where }
}
