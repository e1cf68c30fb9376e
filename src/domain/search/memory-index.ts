import { findVisitors, type Source } from './find'
import { searchKeys } from './keys'
import type { Branch } from './plan'
import type { Ranked, SearchCandidate } from './rank'

/**
 * The same search without a database, for tests and to compare with in the benchmark. src/db/visitor-search.ts does it
 * in SQL.
 */
export class MemoryIndex<T extends SearchCandidate> {
  private readonly rows: T[]
  private readonly byKey = new Map<number, Set<number>>()

  constructor(visitors: readonly T[]) {
    this.rows = [...visitors]
    this.rows.forEach((visitor, row) => {
      for (const key of searchKeys(visitor)) {
        const postings = this.byKey.get(key)
        if (postings === undefined) this.byKey.set(key, new Set([row]))
        else postings.add(row)
      }
    })
  }

  fetch(branches: readonly Branch[], most: number): T[] {
    const found = new Set<number>()
    for (const branch of branches) {
      const groups = branch.map((keys) => keys.flatMap((key) => this.byKey.get(key) ?? []))
      const size = (group: readonly Set<number>[]): number => group.reduce((sum, postings) => sum + postings.size, 0)
      const [rarest, ...rest] = groups.sort((a, b) => size(a) - size(b))
      for (const row of new Set(rarest?.flatMap((postings) => [...postings]))) {
        if (found.size >= most) return this.visitors(found)
        if (rest.every((group) => group.some((postings) => postings.has(row)))) found.add(row)
      }
    }
    return this.visitors(found)
  }

  private readonly source: Source<T> = {
    fetch: async ({ current: plan }, stage, most) =>
      plan.id === null ? this.fetch(plan[stage], most) : this.rows.filter((row) => row.id === plan.id),
    window: async ({ current: plan }, offset, most) => {
      const all = this.fetch(plan.exact, Infinity)
      return { rows: all.slice(offset, offset + most), total: all.length }
    },
  }

  async search(q: string, limit: number): Promise<Ranked<T>[]> {
    return (await this.page(q, 1, limit)).ranked
  }

  page(q: string, page: number, limit: number): Promise<{ ranked: Ranked<T>[]; total: number }> {
    return findVisitors(q, this.source, { page, limit })
  }

  private visitors(rows: Iterable<number>): T[] {
    return [...new Set(rows)].flatMap((row) => this.rows[row] ?? [])
  }
}
