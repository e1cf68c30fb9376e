import type { Word } from './query'
import { LONG_WORD, withinTwo } from './slips'
import type { Role, Token } from './tokens'

/** Letters that are easily confused by ear or in haste, so such a typo is likelier. */
const CONFUSED = ['aoeiu', 'bp', 'dt', 'gkh', 'vf', 'jwzs', 'cs', 'qw']

/** The similarity of two folds that are one edit apart; 0 if they are further apart. */
export function slip(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 0
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const base = 0.9 - 0.4 / Math.max(a.length, b.length) - (start === 0 ? 0.02 : 0)
  if (left.length + right.length === 1) {
    const doubled = left + right === (a.length > b.length ? a : b)[start - 1]
    return doubled ? base + 0.06 : base
  }
  if (left.length === 1 && right.length === 1)
    return CONFUSED.some((group) => group.includes(left) && group.includes(right)) ? base + 0.04 : base
  const swapped = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
  return swapped ? base + 0.02 : 0
}

/** 1: the same letters. Less: the same sound, a prefix, an initial or a typo. 0: another word. */
export function similarity(word: Word, token: Token): number {
  const doubt = word.switched ? 0.02 : 0
  if (word.initials !== null) {
    if (word.raw === token.raw) return 1 - doubt
    if (token.part || !token.folds.some((fold) => word.initials?.includes(fold.charAt(0)))) return 0
    return INITIAL[token.role] - doubt
  }
  if (word.raw === token.raw) return 1 - doubt
  let best = 0
  for (const fold of token.folds) {
    for (const read of word.folds) {
      if (read === fold) return (word.latin ? 0.98 : 0.96) - doubt
      if (read.length > 1 && fold.startsWith(read)) best = Math.max(best, beginning(word, token, read, fold))
      if (word.letters > 2 || token.letters > 2) best = Math.max(best, slip(read, fold))
    }
    const kin = word.kin.get(fold)
    if (kin && (kin.role === undefined || kin.role === token.role)) best = Math.max(best, kin.like)
  }
  if (best === 0) best = twoSlips(word, token)
  return Math.max(0, (best === 0 ? broken(word, token) : best) - doubt)
}

/** A patronymic is abbreviated or begun after a first name, and not instead of it. */
const INITIAL: Readonly<Record<Role, number>> = { last: 0.9, first: 0.9, middle: 0.85 }
/** People usually begin with the surname, in the script in which it is stored, so that prefix scores higher. */
const BEGUN: Readonly<Record<Role, number>> = { last: 0.83, first: 0.78, middle: 0.6 }

const beginning = (word: Word, token: Token, read: string, fold: string): number =>
  BEGUN[token.role] + (0.12 * read.length) / fold.length - (token.raw.startsWith(word.raw) ? 0 : 0.02)

/** Far less than one slip: many a name is two letters away from another. */
const TWO_SLIPS = 0.64

const twoSlips = (word: Word, token: Token): number =>
  Math.max(word.letters, token.letters) >= LONG_WORD &&
  token.folds.some((fold) => word.folds.slice(0, 2).some((read) => withinTwo(read, fold)))
    ? TWO_SLIPS
    : 0

/** "sjchukin": one wrong letter in the spelling can change several letters of the fold. */
const broken = (word: Word, token: Token): number =>
  Math.max(
    0,
    ...token.folds.flatMap((fold) => word.broken.map((read) => (read === fold ? 0.8 : slip(read, fold) > 0 ? 0.6 : 0))),
  )
