import type { z } from 'zod'

/**
 * Thousands of rows handed over as one list for each column: the driver's rows would take longer than finding
 * them. `shape` says what the lists hold, and each of its names needs its column.
 */
export const listsOf = <Shape extends z.ZodObject>(_shape: Shape, columns: Record<keyof z.infer<Shape>, string>) =>
  `json_build_object(${Object.entries(columns)
    .map(([name, value]) => `'${name}', coalesce(json_agg(${value}), '[]')`)
    .join(', ')})`

/** Instants as seconds, since text is the slowest form they have. */
export const SECONDS = (instant: string): string => `date_part('epoch', ${instant})`

type Lists = Record<string, readonly unknown[]>
export type RowOfLists<Part extends Lists> = { [Name in keyof Part]: Part[Name][number] }

/** The rows again. */
export const rowsOfLists = <Part extends Lists>(part: Part): RowOfLists<Part>[] => {
  const columns = Object.entries(part)
  return (columns[0]?.[1] ?? []).map((_, index) => {
    const row: Record<string, unknown> = {}
    for (const [name, values] of columns) row[name] = values[index]
    return row as RowOfLists<Part>
  })
}

/** Thousands of rows share a few hundred instants: each is made once. */
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
