import type { Value } from '@/db/bulk-copy'
import { keysOf } from '@/domain/search/derivations'
import { fullName } from '@/domain/visitors/name'
import { personAt } from '@/seed/names/persons'
import { isNew } from './bookings'

export const VISITOR_COLUMNS = [
  'id',
  'last_name',
  'first_name',
  'middle_name',
  'full_name',
  'card_number',
  'phone',
  'birth_year',
  'status',
  'consent_given_at',
  'search_keys',
  'created_at',
  'updated_at',
] as const

/** The seed for personAt, also used by the benchmark to get the same people again. */
export const LARGE_SEED = 4_711

export const largeCard = (index: number): string => `Б${String(index + 1).padStart(6, '0')}`

export function* largeVisitors(ids: readonly string[], now: Date): Generator<Value[]> {
  for (const [index, id] of ids.entries()) {
    const person = personAt(LARGE_SEED, index)
    const cardNumber = largeCard(index)
    const createdAt = new Date(now.getTime() - (ids.length - index) * 300_000)
    const keys = keysOf({ ...person, cardNumber })
    yield [
      id,
      person.lastName,
      person.firstName,
      person.middleName,
      fullName(person),
      cardNumber,
      person.phone,
      person.birthYear,
      isNew(index) ? 'new' : 'registered',
      createdAt,
      `{${keys.join(',')}}`,
      createdAt,
      createdAt,
    ]
  }
}
