import { canBe, Fitting } from '@/domain/search/fitting'
import { MISSPELLINGS, type Misspelling } from '@/domain/search/misspell'
import { anyWay, CARD_WAYS, PHONE_WAYS } from '@/domain/search/typed-numbers'
import { largeCard, LARGE_SEED } from '@/seed/large/people'
import { personAt, type Person } from '@/seed/names/persons'
import { generator, type Random } from '@/seed/names/random'

export type Kind = Misspelling | 'phone' | 'card'

/** `fitting`: how many people match the query, the one meant included. */
export type Asked = { q: string; kind: Kind; cardNumber: string; person: Person; fitting: number }

const SEED = 99

export const KINDS: readonly Kind[] = [...(Object.keys(MISSPELLINGS) as Misspelling[]), 'phone', 'card']

const digitsOf = (q: string): string => q.replace(/доб.*$/, '').replace(/\D/g, '')

/** Queries of every kind, about people from all over the table. */
export const questions = (each: number, visitors: number): Asked[] => {
  const people = Array.from({ length: visitors }, (_, index) => personAt(LARGE_SEED, index))
  const phones = people.flatMap(({ phone }) => (phone === null ? [] : [phone.slice(2)]))
  const fitting = new Fitting(people)
  const withPhone = (q: string): number => {
    const digits = digitsOf(q).replace(/^[78](?=\d{4})/, '')
    return phones.filter((phone) => phone.startsWith(digits) || phone.endsWith(digits)).length
  }
  const ask = (kind: Kind, random: Random): Asked => {
    for (;;) {
      const index = Math.floor(random() * visitors)
      const person = people[index]
      if (!person) continue
      const about = { kind, person, cardNumber: largeCard(index) }
      if (kind === 'card') return { ...about, q: anyWay(CARD_WAYS, about.cardNumber, random), fitting: 1 }
      if (kind === 'phone') {
        if (person.phone === null) continue
        const q = anyWay(PHONE_WAYS, person.phone, random)
        return { ...about, q, fitting: withPhone(q) }
      }
      if (!canBe(kind, person)) continue
      const q = MISSPELLINGS[kind](person, random)
      return { ...about, q, fitting: fitting.count(kind, q, person) }
    }
  }
  return Array.from({ length: each * KINDS.length }, (_, i) =>
    ask(KINDS[i % KINDS.length] ?? 'asIs', generator(SEED, i)),
  )
}

const CONSONANTS = Array.from('бвгджзклмнпрстфхцчшщ')
const VOWELS = Array.from('аеиоуы')
const SURNAME_ENDS = ['ов', 'ин', 'ский', 'енко', 'ук', 'ян']

/** Names that nobody has: a surname of random syllables with a common first name. */
export const wrongNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => {
    const random = generator(SEED + 1, i)
    const pick = (letters: readonly string[]): string => letters[Math.floor(random() * letters.length)] ?? 'а'
    const syllables = 1 + Math.floor(random() * 3)
    const root = Array.from({ length: syllables }, () => pick(CONSONANTS) + pick(VOWELS)).join('') + pick(CONSONANTS)
    const { firstName, middleName } = personAt(LARGE_SEED + 1, i)
    return [root + pick(SURNAME_ENDS), firstName, ...(middleName === null || random() < 0.5 ? [] : [middleName])].join(
      ' ',
    )
  })
