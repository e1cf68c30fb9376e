/** More than ten times deeper than any update from Telegram. Deeper JSON could be too much for a parser. */
const DEEPEST = 64
const REPLACED = '\uFFFD'

/** Removes NUL and unpaired surrogates, which PostgreSQL can't store in text or JSON. */
export const storableText = (text: string): string =>
  text.replaceAll('\0', REPLACED).replace(/\p{Surrogate}/gu, REPLACED)

/**
 * The value in a form that the database can store. Each text is cleaned separately, so that the rest stays unchanged.
 * Keys are sorted, so that equal values are written alike.
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
