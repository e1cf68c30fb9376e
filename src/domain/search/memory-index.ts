import { findVisitors } from './find'
import { searchKeys } from './keys'
import type { Branch } from './plan'
import type { Ranked, SearchCandidate } from './rank'

/**
 * The same search without a database: what a plan means, for tests and the benchmark's comparison.
 * src/db/visitor-search.ts says it in SQL.
 */
export class MemoryIndex<T extends SearchCandidate> {
  private readonly rows: T[]
  private readonly byKey = new Map<number, number[]>()

  constructor(visitors: readonly T[]) {
    this.rows = [...visitors]
    this.rows.forEach((visitor, row) => {
      for (const key of searchKeys(visitor)) {
        const postings = this.byKey.get(key)
        if (postings === undefined) this.byKey.set(key, [row])
        else postings.push(row)
      }
    })
  }

  fetch(branches: readonly Branch[], most: number): T[] {
    const found: number[] = []
    for (const branch of branches) {
      const groups = branch.map((keys) => new Set(keys.flatMap((key) => this.byKey.get(key) ?? []))).sort((a, b) => a.size - b.size)
      const [first, ...rest] = groups
      for (const row of first ?? []) {
        if (found.length >= most) return this.visitors(found)
        if (rest.every((group) => group.has(row))) found.push(row)
      }
    }
    return this.visitors(found)
  }

  search(q: string, limit: number): Promise<Ranked<T>[]> {
    return findVisitors(q, limit, async (plan, stage, most) =>
      plan.id === null ? this.fetch(plan[stage], most) : this.rows.filter((row) => row.id === plan.id),
    )
  }

  private visitors(rows: readonly number[]): T[] {
    return [...new Set(rows)].flatMap((row) => this.rows[row] ?? [])
  }
}
