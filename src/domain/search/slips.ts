/** Words of so many letters may have two slips. */
export const LONG_WORD = 8

/**
 * Whether two folds are at most two edits apart (substitution, insertion, deletion, swap of neighbours, each letter
 * touched once). Counts along the diagonal only, since it is asked thousands of times for each query.
 */
export function withinTwo(a: string, b: string): boolean {
  const [m, n] = [a.length, b.length]
  if (Math.abs(m - n) > 2) return false
  let before: number[] = []
  let last = Array.from({ length: n + 1 }, (_, j) => j)
  for (let i = 1; i <= m; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= n; j++) {
      if (Math.abs(i - j) > 2) {
        row[j] = 3
        continue
      }
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 3) + 1, (row[j - 1] ?? 3) + 1, (last[j - 1] ?? 3) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 3) + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > 2) return false
    before = last
    last = row
  }
  return (last[n] ?? 3) <= 2
}
