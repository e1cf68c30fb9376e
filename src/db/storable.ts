/** No update of Telegram's is a tenth as deep. What is deeper would be too much for a parser of JSON. */
const DEEPEST = 64
const REPLACED = '\uFFFD'

/** Without NUL and halves of characters, which PostgreSQL keeps neither in a text nor in JSON. */
export const storableText = (text: string): string =>
  text.replaceAll('\0', REPLACED).replace(/\p{Surrogate}/gu, REPLACED)

/**
 * The same value as far as the database can keep it: each text by itself, so that the rest stays as it was. Its keys
 * are in order, so that one value is always written in one way.
 */
export const storable = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === DEEPEST) return null
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [storableText(key), storable(inner, depth + 1)] as const)
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
  )
}
