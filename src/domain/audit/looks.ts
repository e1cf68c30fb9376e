type Subject = 'visitors' | 'participants'

/** The fields of a filter that are about a person, without what is looked for in them. */
export const filtersOf = (subject: Subject, where: unknown): string[] => [
  ...new Set(
    pathsOf(where).filter((path) => (subject === 'visitors' ? path !== 'mergedInto' : path.startsWith('visitor.'))),
  ),
]

const pathsOf = (where: unknown): string[] => {
  if (typeof where !== 'object' || where === null) return []
  if (Array.isArray(where)) return where.flatMap(pathsOf)
  return Object.entries(where).flatMap(([key, inner]) => (/^(and|or)$/i.test(key) ? pathsOf(inner) : [key]))
}

/**
 * Whom an answer shows: everybody in a list of visitors, and of bookings those that were looked for by what their
 * people are. People who come along with their bookings are read as a list of visitors.
 */
export const peopleIn = (subject: Subject, result: unknown, filtered: boolean): string[] => {
  const docs = docsOf(result)
  if (subject === 'visitors') return docs.flatMap((doc) => idOf(doc.id))
  return filtered ? [...new Set(docs.flatMap(({ visitor }) => idOf(isObject(visitor) ? visitor.id : visitor)))] : []
}

type Doc = Record<string, unknown>
const isObject = (value: unknown): value is Doc => typeof value === 'object' && value !== null
const idOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : [])
const docsOf = (result: unknown): Doc[] => {
  if (!isObject(result)) return []
  return Array.isArray(result.docs) ? result.docs.filter(isObject) : [result]
}
