/** What tells a person apart from namesakes, wherever somebody chooses one. */
export type Apart = {
  cardNumber: string | null
  birthYear: number | null
  /** The last two digits; null for whoever may not read phones. */
  phoneEnd: string | null
  /** The date of the last visit that was marked as attended. */
  lastVisit: string | null
}

type Known = { cardNumber: string | null; birthYear: number | null; phone: string | null; lastVisit: string | null }

export const apartOf = ({ phone, ...known }: Known, { phones }: { phones: boolean }): Apart => ({
  cardNumber: known.cardNumber,
  birthYear: known.birthYear,
  phoneEnd: phones && phone ? phone.slice(-2) : null,
  lastVisit: known.lastVisit,
})

export type ApartFact = keyof Apart

/** What a volunteer can ask for aloud comes first; what nobody knows of this person is left out. */
const ORDER: readonly ApartFact[] = ['birthYear', 'cardNumber', 'phoneEnd', 'lastVisit']

/**
 * The facts to write beside a name, the most telling ones first: as many as fit. What all the others share tells
 * nothing and comes last.
 */
export function factsApart(person: Apart, others: readonly Apart[]): ApartFact[] {
  const known = ORDER.filter((fact) => person[fact] !== null)
  const isShared = (fact: ApartFact): boolean =>
    others.length > 0 && others.every((other) => other[fact] === person[fact])
  return [...known.filter((fact) => !isShared(fact)), ...known.filter(isShared)]
}
