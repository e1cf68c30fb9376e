import { ruleAt } from './romanisation'

/**
 * Folding: a common form for Cyrillic and its romanisations. Each Cyrillic letter becomes at most ONE folded letter,
 * so one typo in a word stays one typo in its fold, and the index is sure to find it. Latin needs several letters for
 * some Cyrillic ones, so a Latin word has several folds.
 */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'q',
  ш: 'w',
  щ: 'w',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'u',
  я: 'a',
  і: 'i',
  є: 'e',
  ґ: 'g',
  ә: 'a',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  қ: 'k',
  ғ: 'g',
  ң: 'n',
  һ: 'h',
  җ: 'j',
  ҳ: 'h',
  ҷ: 'j',
  ҹ: 'j',
  ј: 'i',
  љ: 'l',
  њ: 'n',
  ћ: 'q',
  ђ: 'j',
  џ: 'j',
}

/** The index keeps only the beginning of longer names. No real name is longer. */
const LONGEST = 32
const MOST_READINGS = 12

type Reading = { text: string; doubt: number }

function extend(readings: readonly Reading[], reads: readonly string[]): Reading[] {
  const longer = readings.flatMap(({ text, doubt }) =>
    reads.map((read, i) => ({ text: text + read, doubt: doubt + i })),
  )
  if (longer.length <= MOST_READINGS) return longer
  return longer.sort((a, b) => a.doubt - b.doubt).slice(0, MOST_READINGS)
}

/** The single fold of a word without Latin letters. */
function certain(text: string): string[] {
  let fold = ''
  for (const letter of text) fold += CYRILLIC[letter] ?? letter
  return fold === '' ? [] : [fold.slice(0, LONGEST)]
}

/** All folds of a word, likeliest first: one for a Cyrillic word, at most 12 otherwise. */
export function folds(word: string): string[] {
  const text = word.slice(0, LONGEST * 2)
  if (!/[a-z]/.test(text)) return certain(text)
  let readings: Reading[] = [{ text: '', doubt: 0 }]
  for (let at = 0; at < text.length;) {
    const rule = ruleAt(text, at)
    const letter = text.charAt(at)
    readings = extend(readings, rule?.reads ?? [CYRILLIC[letter] ?? letter])
    at += rule?.length ?? 1
  }
  readings.sort((a, b) => a.doubt - b.doubt)
  return [...new Set(readings.map((reading) => reading.text.slice(0, LONGEST)))].filter((fold) => fold !== '')
}
