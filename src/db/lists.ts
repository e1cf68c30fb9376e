import type { z } from 'zod'

/**
 * Returns thousands of rows as one list per column, because the driver would need more time to parse the rows than the
 * database to find them. `shape` describes the lists; each of its names needs a column.
 */
export const listsOf = <Shape extends z.ZodObject>(_shape: Shape, columns: Record<keyof z.infer<Shape>, string>) =>
  `json_build_object(${Object.entries(columns)
    .map(([name, value]) => `'${name}', coalesce(json_agg(${value}), '[]')`)
    .join(', ')})`

/** Instants as seconds, because text is the slowest format. */
export const SECONDS = (instant: string): string => `date_part('epoch', ${instant})`

type Lists = Record<string, readonly unknown[]>
export type RowOfLists<Part extends Lists> = { [Name in keyof Part]: Part[Name][number] }

/** Turns the lists back into rows. */
export const rowsOfLists = <Part extends Lists>(part: Part): RowOfLists<Part>[] => {
  const columns = Object.entries(part)
  return (columns[0]?.[1] ?? []).map((_, index) => {
    const row: Record<string, unknown> = {}
    for (const [name, values] of columns) row[name] = values[index]
    return row as RowOfLists<Part>
  })
}

/** Caches the result per key: thousands of rows share a few hundred instants. */
export const madeOnce = <Key, Made>(make: (key: Key) => Made): ((key: Key) => Made) => {
  const known = new Map<Key, Made>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make(key)
    known.set(key, made)
    return made
  }
}
