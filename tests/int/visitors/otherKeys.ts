import { DERIVATIONS, type Derivation, type Derivations } from '@/domain/search/derivations'
import type { Branch } from '@/domain/search/plan'

const { current } = DERIVATIONS
const other = (keys: readonly number[]): number[] => keys.map((key) => key ^ 0x5bd1e995).sort((a, b) => a - b)
const branches = (list: readonly Branch[]): Branch[] => list.map((groups) => groups.map(other))

/** A derivation with completely different keys, so that no old key matches. */
const next: Derivation = {
  version: current.version + 1,
  keys: (visitor) => other(current.keys(visitor)),
  plan: (query, q) => {
    const { id, exact, near, partial } = current.plan(query, q)
    return { id, exact: branches(exact), near: branches(near), partial: branches(partial) }
  },
  duplicates: (visitor) => branches(current.duplicates(visitor)),
}

export const NEXT: Derivations = { current: next, previous: current }
/** An even later version, which no longer knows the first derivation. */
export const LATER: Derivations = { current: { ...next, version: next.version + 1 } }
