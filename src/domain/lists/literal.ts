type Where = Record<string, unknown>

const isTree = (value: unknown): value is Where => typeof value === 'object' && value !== null && !Array.isArray(value)

/** In a pattern of SQL `%` and `_` stand for anything; here they stand for themselves. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const constraint = (operators: Where): Where =>
  Object.fromEntries(
    Object.entries(operators).map(([operator, value]) => {
      if (typeof value !== 'string') return [operator, value]
      if (operator === 'like' || operator === 'contains') return [operator, literal(value)]
      // Payload puts no wildcards around this one: without them it would be "is not", and not "does not contain".
      return [operator, operator === 'not_like' ? `%${literal(value)}%` : value]
    }),
  )

/** A filter whose searches mean the characters they are made of. The filter it is made from stays as it is. */
export const literalWhere = (where: Where): Where =>
  Object.fromEntries(
    Object.entries(where).map(([key, inner]) => [
      key,
      Array.isArray(inner)
        ? inner.map((one: unknown) => (isTree(one) ? literalWhere(one) : one))
        : isTree(inner)
          ? constraint(inner)
          : inner,
    ]),
  )
