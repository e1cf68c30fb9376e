type Fields = Record<string, unknown>
export type Difference = { field: string; theirs: unknown; mine: unknown }

const BESIDE = ['id', 'createdAt', 'updatedAt', 'collection', 'password', 'confirm-password']

/** Nothing, an empty text and an empty list are the same, and the order of keys does not matter. */
const plain = (value: unknown): unknown => {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([name, inner]): [string, unknown] => [name, plain(inner)])
    .filter(([, inner]) => inner !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? null : Object.fromEntries(entries)
}
const same = (one: unknown, other: unknown): boolean => JSON.stringify(plain(one)) === JSON.stringify(plain(other))

/**
 * What a save would overwrite: fields that somebody else has changed since they were read, and that the form has
 * otherwise. None: the other change is the same, or in nothing that this form shows.
 */
export const differencesOf = ({ read, mine, theirs }: { read: Fields; mine: Fields; theirs: Fields }): Difference[] =>
  Object.keys(mine)
    .filter((field) => !BESIDE.includes(field) && field in theirs)
    .filter((field) => !same(theirs[field], read[field]) && !same(theirs[field], mine[field]))
    .map((field) => ({ field, theirs: theirs[field], mine: mine[field] }))
