import type { FactName, Facts } from '@/domain/audit/entry'

type Doc = Record<string, unknown> | undefined

/** The fields that are not the same in both; an empty value is no value. */
export const differing = (fields: readonly FactName[], before: Doc, after: Doc): FactName[] =>
  fields.filter((field) => JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null))

export const picked = (fields: readonly FactName[], doc: Doc): Facts =>
  Object.fromEntries(fields.map((field) => [field, doc?.[field] ?? null]))
