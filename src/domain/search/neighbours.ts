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
