/**
 * Endings of Russian names, on folds: «Зубкову Константину», «Мельникова» for Мельников. A guess too many costs
 * nothing, because nobody has such a name.
 */

/** The end that was typed and what may stand instead, longest first. */
const SURNAMES: readonly (readonly [end: string, ...instead: string[]])[] = [
  ['skogo', 'skii', 'skoi'],
  ['skomu', 'skii', 'skoi'],
  ['skim', 'skii'],
  ['skom', 'skii', 'skoi'],
  ['skuu', 'skaa', 'skii'],
  ['skoi', 'skaa', 'skii'],
  ['skaa', 'skii', 'skoi'],
  ['skii', 'skaa'],
  ...['ov', 'ev', 'in'].flatMap((stem): [string, ...string[]][] => [
    [`${stem}oi`, `${stem}a`, stem],
    [`${stem}im`, stem],
    [`${stem}a`, stem],
    [`${stem}u`, stem, `${stem}a`],
    [`${stem}e`, stem, `${stem}a`],
    [`${stem}i`, stem, `${stem}a`],
    [stem, `${stem}a`],
  ]),
  ['ogo', 'oi', 'ii'],
  ['omu', 'oi', 'ii'],
  ['uu', 'aa', 'oi', 'ii'],
  ['aa', 'ii', 'oi'],
  ['oi', 'aa', 'a'],
  ['ii', 'aa', 'a'],
]

const SHORTEST_STEM = 3
const VOWEL = /[aeiou]$/

/** Ends of cases of any other name: Игорю, Сергеем, Марии, Натальей. */
const CASES = ['oi', 'ei', 'om', 'em', 'im', 'a', 'u', 'e', 'i']

/** A vowel that falls out of the other cases: Льву, Павлу, Петра. */
const FLEETING: Readonly<Record<string, string>> = { lv: 'lev', pavl: 'pavel' }

/** How the name of the same person may be recorded: in the nominative, and with the other gender's ending. */
export function nominatives(fold: string): string[] {
  const found = new Set<string>()
  const rule = SURNAMES.find(([end]) => fold.endsWith(end) && fold.length - end.length >= 2)
  if (rule) for (const instead of rule.slice(1)) found.add(fold.slice(0, -rule[0].length) + instead)
  for (const end of CASES) {
    if (!fold.endsWith(end)) continue
    const stem = fold.slice(0, -end.length)
    const whole = FLEETING[stem]
    if (whole !== undefined) found.add(whole)
    if (stem.length < SHORTEST_STEM) {
      if (stem.length === SHORTEST_STEM - 1 && end !== 'a') found.add(`${stem}a`)
      continue
    }
    if (end !== 'a') found.add(`${stem}a`)
    found.add(VOWEL.test(stem) ? `${stem}i` : stem)
  }
  found.delete(fold)
  return [...found]
}
