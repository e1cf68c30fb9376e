type Doc = Record<string, unknown> | undefined

/** The fields that are not the same in both; an empty value is no value. */
export const differing = (fields: readonly string[], before: Doc, after: Doc): string[] =>
  fields.filter((field) => JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null))

export const picked = (fields: readonly string[], doc: Doc): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field, doc?.[field] ?? null]))
