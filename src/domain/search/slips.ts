/** Words of so many letters may have two slips. */
export const LONG_WORD = 8

const A = 97

/** Which letters a fold has, in one number: two edits change at most four of them. */
export function lettersOf(fold: string): number {
  let letters = 0
  for (let i = 0; i < fold.length; i++) letters |= 1 << ((fold.charCodeAt(i) - A) & 31)
  return letters
}

const MOST_CHANGED = 4

function countOf(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

const FAR = 3
const rows: [number[], number[], number[]] = [[], [], []]

/**
 * Whether two folds are at most two edits apart (substitution, insertion, deletion, swap of neighbours, each letter
 * touched once). Counts along the diagonal only, since it is asked thousands of times for each query.
 */
export function withinTwo(a: string, b: string): boolean {
  const [m, n] = [a.length, b.length]
  if (Math.abs(m - n) > 2 || countOf(lettersOf(a) ^ lettersOf(b)) > MOST_CHANGED) return false
  let [before, last, row] = rows
  for (let j = 0; j <= n; j++) last[j] = j
  for (let i = 1; i <= m; i++) {
    const [from, to] = [Math.max(1, i - 2), Math.min(n, i + 2)]
    row[from - 1] = from === 1 ? i : FAR
    let least = FAR
    for (let j = from; j <= to; j++) {
      const above = j === i + 2 ? FAR : (last[j] ?? FAR)
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(above + 1, (row[j - 1] ?? FAR) + 1, (last[j - 1] ?? FAR) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? FAR) + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > 2) return false
    ;[before, last, row] = [last, row, before]
  }
  return (last[n] ?? FAR) <= 2
}
