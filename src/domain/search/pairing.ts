import type { Slot } from './query'
import { similarity } from './similarity'
import type { Role, Token } from './tokens'

/** Real names need a few dozen steps. Six equal letters against a name of fifteen words would need millions. */
const MOST_STEPS = 2_000

/** `spare`: so many names of the query fit nothing. */
export type Pairing = { score: number; spare: number; roles: Role[]; used: Set<Token> }

const NONE: Pairing = { score: 0, spare: 0, roles: [], used: new Set() }

/** What is left of a score if a name fits nothing, by what the others have found. */
const LEFT = { nameAndSurname: 0.65, surname: 0.62, other: 0.55 }

const LEAST_ALONE = 0.92

/** The best assignment of query names to the visitor's names, with at most `mostSpare` of them left over. */
export function pair(names: readonly Slot[], tokens: readonly Token[], mostSpare: number): Pairing {
  const weight = names.map((slot) => (slot.words.every((word) => word.initials !== null) ? 0.5 : 1))
  const alike = names.map((slot) =>
    tokens.map((token) => Math.max(...slot.words.map((word) => similarity(word, token)))),
  )
  for (let spare = 0; spare <= Math.min(mostSpare, names.length - 1); spare++) {
    const found = assign(weight, alike, tokens, spare)
    if (found.score > 0) return found
  }
  return NONE
}

function assign(
  weight: readonly number[],
  alike: readonly (readonly number[])[],
  tokens: readonly Token[],
  allowed: number,
): Pairing {
  let best = NONE
  let steps = 0
  const total = weight.reduce((sum, one) => sum + one, 0)
  // A patronymic missing from the record proves little; a different one means another person.
  const missing = tokens.some((token) => token.role === 'middle') ? 0.3 : 0.7
  const scoreOf = (sum: number, left: number, roles: readonly Role[], hasName: boolean): number => {
    if (allowed === 0) return sum / total
    // Initials are nobody's name.
    if (!hasName) return 0
    const isNamed = roles.includes('last') && roles.includes('first')
    if (allowed === 1 && alike.length > 2 && isNamed) return (sum + missing * left) / total
    const share = isNamed ? LEFT.nameAndSurname : roles.includes('last') ? LEFT.surname : LEFT.other
    const average = sum / (total - left)
    // A single word has to be one that was typed to its end.
    if (roles.length === 1 && average < LEAST_ALONE) return 0
    return (allowed > 1 && !roles.includes('last') ? 0 : share) * average
  }
  const choose = (i: number, sum: number, left: number, taken: Token[], roles: Role[], hasName: boolean): void => {
    const spare = allowed - (i - roles.length)
    if (steps++ > MOST_STEPS) return
    if (i === alike.length) {
      if (spare > 0 || roles.length === 0) return
      const score = scoreOf(sum, left, roles, hasName) - (inUsualOrder(roles) ? 0 : 0.003)
      if (score > best.score) best = { score, spare: allowed, roles, used: new Set(taken) }
      return
    }
    const one = weight[i] ?? 1
    tokens.forEach((token, t) => {
      const value = alike[i]?.[t] ?? 0
      if (value > 0 && !taken.includes(token))
        choose(i + 1, sum + value * one, left, [...taken, token], [...roles, token.role], hasName || one === 1)
    })
    if (spare > 0) choose(i + 1, sum, left + one, taken, roles, hasName)
  }
  choose(0, 0, 0, [], [], false)
  return best
}

const ORDERS = ['last first middle', 'first middle last', 'first last', 'last middle']
const inUsualOrder = (roles: readonly Role[]): boolean => {
  const order = roles.filter((role, i) => role !== roles[i - 1]).join(' ')
  return ORDERS.some((usual) => usual.startsWith(order))
}
