import type { Html } from '@/notifications/telegram/html'
import { acquaintances } from '@/operations/volunteers/people'
import { apartLines } from '../format/people'
import type { Turn } from '../turn'

/** So many are looked at: more of one name are hardly ever in one list. */
const MOST = 12

type Named = { visitor: string; fullName: string }

/** Those of a list who share their name with somebody else in it. */
export const namesakesIn = (people: readonly Named[]): Set<string> => {
  const byName = new Map<string, Set<string>>()
  for (const { visitor, fullName } of people) {
    const called = byName.get(fullName) ?? new Set()
    byName.set(fullName, called.add(visitor))
  }
  return new Set([...byName.values()].filter(({ size }) => size > 1).flatMap((called) => [...called]))
}

/** A line for each namesake who is shown, with what tells them apart from the others of the whole list. */
export const namesakeLines = async (
  turn: Turn,
  { all, shown }: { all: readonly Named[]; shown: readonly Named[] },
): Promise<Html[]> => {
  const names = new Set(shown.map(({ fullName }) => fullName))
  const namesakes = namesakesIn(all.filter(({ fullName }) => names.has(fullName)))
  if (namesakes.size === 0) return []
  const seen = new Set(shown.map(({ visitor }) => visitor))
  const ids = [...namesakes].sort((one, other) => Number(seen.has(other)) - Number(seen.has(one))).slice(0, MOST)
  const people = await acquaintances(turn.payload, { ids, caller: turn.caller })
  return apartLines(
    people,
    turn.now,
    people.filter(({ id }) => seen.has(id)),
  )
}
