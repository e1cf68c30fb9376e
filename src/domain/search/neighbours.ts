/**
 * Makes one typo indexable. Two words that are at most one substitution, insertion, deletion or swap apart share an
 * element of their neighbourhoods (the word itself and the word with one letter left out). So comparing hashes finds
 * every such pair, even if the first letter differs.
 */

/** Only the beginning is varied. Longer words are still found, because both sides are cut the same way. */
const VARIED = 12

/** `letters` is the word's length before folding. Words of one or two letters are not varied. */
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

/** So many letters of a long word are varied twice. */
const VARIED_TWICE = 10

/** Two slips in a long word: with two letters left out. Two words within two edits share one, or one's near or exact. */
export function distantNeighbourhood(fold: string): string[] {
  const start = fold.slice(0, VARIED_TWICE)
  return [...new Set(withoutOne(start).flatMap(withoutOne))]
}

/** What to ask for to find long words within two edits. */
export function distant(fold: string): string[] {
  const start = fold.slice(0, VARIED_TWICE)
  return [start, ...withoutOne(start), ...distantNeighbourhood(fold)]
}
