import type { FactName, PersonalFacts } from '@/domain/audit/entry'

type Doc = Record<string, unknown> | undefined

/** The fields that differ between both; an empty value counts as missing. */
export const differing = <Name extends FactName>(fields: readonly Name[], before: Doc, after: Doc): Name[] =>
  fields.filter((field) => JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null))

export const picked = (fields: readonly FactName[], doc: Doc): PersonalFacts =>
  Object.fromEntries(fields.map((field) => [field, doc?.[field] ?? null]))
