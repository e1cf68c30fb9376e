/**
 * One typo, made indexable: two words at most one substitution, insertion, deletion or swap of
 * neighbours apart share at least one element of their neighbourhoods (the word itself and the word
 * with one letter left out). So equality of hashes finds every such pair, the first letter included.
 */

/** Only the beginning is varied; the promise holds for longer words too, as both sides cut the same way. */
const VARIED = 12

/** `letters`: how long the word was before folding. Words of one or two letters are not varied. */
export function neighbourhood(fold: string, letters: number): string[] {
  const start = fold.slice(0, VARIED)
  const around = new Set([start])
  if (letters >= 3) for (const shorter of withoutOne(start)) around.add(shorter)
  return [...around]
}

export function withoutOne(word: string): string[] {
  const shorter = new Set<string>()
  for (let i = 0; i < word.length; i++) shorter.add(word.slice(0, i) + word.slice(i + 1))
  shorter.delete('')
  return [...shorter]
}

/** Edits between two words, a swap of neighbours being one (optimal string alignment). Stops above `most`. */
export function edits(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1)
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
      best = Math.min(best, cost)
    }
    if (best > most) return most + 1
    before = previous
    previous = row
  }
  return previous[b.length] ?? most + 1
}
