/**
 * How groups of Latin letters are read in the folded alphabet of fold.ts, likeliest first. No particular scheme is
 * assumed. Passport (ICAO 9303), GOST 7.79, ISO 9, the French-like spelling of old passports, German and everyday
 * spellings are all tried, so a word gets several readings.
 *
 * Folded letters: ж j, ч q, ш and щ w, ц c, х h; everything else as it sounds.
 */
export type Context = { word: string; at: number; end: number }
type Rule = { letters: string; reads: readonly string[]; when?: (context: Context) => boolean }

const VOWELS = 'aeiouy'
const atEnd = ({ word, end }: Context): boolean => end === word.length
const atStart = ({ at }: Context): boolean => at === 0
const afterVowel = ({ word, at }: Context): boolean => at > 0 && VOWELS.includes(word.charAt(at - 1))
const afterConsonant = (context: Context): boolean => context.at > 0 && !afterVowel(context)
const afterDental = ({ word, at }: Context): boolean => at > 0 && 'dt'.includes(word.charAt(at - 1))

const rule = (letters: string, reads: string, when?: Rule['when']): Rule => ({
  letters,
  reads: reads.split(' '),
  ...(when && { when }),
})

const RULES: readonly Rule[] = [
  // щ in all known spellings, also with one letter of "shch" missing
  ...['schtsch', 'shtsch', 'szcz', 'chtch', 'shch', 'chsh', 'shc', 'shh'].map((letters) => rule(letters, 'w')),
  rule('sch', 'w sq'),
  rule('hch', 'w hq', atStart),
  rule('tsch', 'q'),
  rule('tch', 'q tq'),
  rule('ch', 'q h w'),
  rule('sh', 'w'),
  rule('sz', 'w sz'),
  rule('zh', 'j'),
  rule('kh', 'h'),
  rule('ts', 'c ts'),
  rule('tz', 'c tz'),
  rule('cz', 'c q'),
  rule('ck', 'k'),
  rule('ph', 'f'),
  rule('th', 't'),
  rule('gh', 'g'),
  rule('ff', 'v', atEnd),
  rule('x', 'ks h'),
  rule('w', 'v'),
  rule('q', 'k'),
  rule('c', 'c k', ({ word, end }) => 'eiyj'.includes(word.charAt(end)) && end < word.length),
  rule('c', 'k c'),

  // -ий, -ый, -ский: "-y", "-i", "-iy", "-ii", "-ij"
  ...['iy', 'ij', 'ii', 'yy', 'yj', 'yi'].map((letters) => rule(letters, 'ii', atEnd)),
  rule('y', 'ii i', (context) => atEnd(context) && afterConsonant(context)),
  rule('i', 'i ii', (context) => atEnd(context) && afterConsonant(context)),
  rule('ine', 'in ine', atEnd),
  rule('er', 'er r', (context) => atEnd(context) && afterDental(context)),

  rule('iou', 'u iu'),
  rule('ou', 'u ou'),
  rule('ya', 'a ia', afterVowel),
  rule('ya', 'a'),
  rule('ja', 'a ja'),
  rule('ia', 'a ia', (context) => atStart(context) || afterConsonant(context)),
  rule('ia', 'ia a'),
  rule('yu', 'u'),
  rule('ju', 'u ju'),
  rule('iu', 'u iu'),
  rule('yo', 'e io'),
  rule('jo', 'e jo io'),
  rule('io', 'io e'),
  rule('ye', 'e ie'),
  rule('je', 'e je'),
  rule('ie', 'ie e'),
  rule('yi', 'i ii'),
  rule('ji', 'i ji'),
  rule('j', 'i j'),
  rule('y', 'i'),
]

const byFirst = new Map<string, Rule[]>()
for (const one of [...RULES].sort((a, b) => b.letters.length - a.letters.length)) {
  byFirst.set(one.letters.charAt(0), [...(byFirst.get(one.letters.charAt(0)) ?? []), one])
}

/** The longest rule that matches here; null if the letter stands for itself. */
export function ruleAt(word: string, at: number): { length: number; reads: readonly string[] } | null {
  for (const { letters, reads, when } of byFirst.get(word.charAt(at)) ?? []) {
    if (!word.startsWith(letters, at)) continue
    if (when === undefined || when({ word, at, end: at + letters.length })) return { length: letters.length, reads }
  }
  return null
}

/** The Russian initials that a Latin one may stand for: "Y." may be Юрий, Яков, Егор or Иван. */
export const INITIALS: Readonly<Record<string, string>> = {
  c: 'ckqw',
  e: 'e',
  g: 'gj',
  h: 'hg',
  i: 'iua',
  j: 'iuaej',
  k: 'kh',
  p: 'pf',
  q: 'k',
  s: 'sw',
  t: 'tcqf',
  w: 'vw',
  x: 'hk',
  y: 'iuae',
  z: 'zj',
}
