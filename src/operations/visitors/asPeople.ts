import type { Db } from '@/db/sql'
import { foundByIds, type FoundVisitor } from '@/db/visitor-search'

/** Replaces merged records by their survivors. Each person appears once, at the place of their best match. */
export const asPeople = async <Found extends { candidate: FoundVisitor }>(
  db: Db,
  found: readonly Found[],
): Promise<Found[]> => {
  const wanted = found.flatMap(({ candidate: { mergedInto } }) => (mergedInto === null ? [] : [mergedInto]))
  const survivors = new Map(
    wanted.length === 0 ? [] : (await foundByIds(db, wanted)).map((survivor) => [survivor.id, survivor]),
  )
  const people = new Map<string, Found>()
  for (const one of found) {
    const { candidate } = one
    const person = candidate.mergedInto === null ? candidate : survivors.get(candidate.mergedInto)
    if (person && !people.has(person.id)) people.set(person.id, { ...one, candidate: person })
  }
  return [...people.values()]
}
