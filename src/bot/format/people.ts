import { factsApart, type Apart, type ApartFact } from '@/domain/visitors/apart'
import { html, type Html } from '@/notifications/telegram/html'
import { dateText } from './words'
import { say } from './say'

export type Person = Apart & { fullName: string }

const FACTS_SHOWN = 3

/** People of this list who are called the same: a line each with what tells them apart. `shown`: of a part of it. */
export const apartLines = (people: readonly Person[], now: Date, shown: readonly Person[] = people): Html[] =>
  shown.flatMap((person) => {
    const others = people.filter((other) => other !== person && other.fullName === person.fullName)
    return others.length === 0 ? [] : [html`• ${apartWords(person, others, now)}`]
  })

/** "карта 00042, 1971 г. р., последний визит 3 марта" */
export const apartWords = (person: Person, others: readonly Apart[], now: Date): string => {
  const facts = factsApart(person, others).filter((fact) => fact !== 'cardNumber')
  return [`${person.fullName}, ${say('bot.card', { card: person.cardNumber ?? '—' })}`]
    .concat(facts.slice(0, FACTS_SHOWN).map((fact) => factWords(person, fact, now)))
    .join(', ')
}

const factWords = (person: Apart, fact: Exclude<ApartFact, 'cardNumber'>, now: Date): string => {
  if (fact === 'birthYear') return say('bot.apart.birthYear', { year: String(person.birthYear) })
  if (fact === 'phoneEnd') return say('bot.apart.phoneEnd', { end: person.phoneEnd ?? '' })
  return say('bot.apart.lastVisit', { date: dateText(person.lastVisit ?? '', now) })
}
