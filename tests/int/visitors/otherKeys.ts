import { DERIVATIONS, type Derivation, type Derivations } from '@/domain/search/derivations'
import type { Branch } from '@/domain/search/plan'

const { current } = DERIVATIONS
const other = (keys: readonly number[]): number[] => keys.map((key) => key ^ 0x5bd1e995).sort((a, b) => a - b)
const branches = (list: readonly Branch[]): Branch[] => list.map((groups) => groups.map(other))

/** Makes other numbers of everything: not one key of before is found by it. */
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
/** A version later still, which has forgotten how the first one made its keys. */
export const LATER: Derivations = { current: { ...next, version: next.version + 1 } }
