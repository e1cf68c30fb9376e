import type { Pool } from 'pg'
import { now } from '@/config/clock'
import { searchKeys } from '@/domain/search/keys'
import { addDays } from '@/domain/time/calendar'
import { localDate, localInstant } from '@/domain/time/zone'
import { makeEvent, makePlace, makeService } from '../factories/schedule'

export const ZONE = 'Europe/Moscow'

/** By the clock of the product, which a test may have put elsewhere. */
export const today = (): string => localDate(now(), ZONE)

/** Noon, far from every midnight, for a test whose clock stands still. */
export const NOON = '2026-11-30T09:00:00Z'

/** By how much a running clock has to be put forward for the next noon, in milliseconds. */
export const untilNoon = (): number => {
  const at = new Date()
  const date = localDate(at, ZONE)
  const noon = localInstant(date, '12:00', ZONE)
  return (noon >= at ? noon : localInstant(addDays(date, 1), '12:00', ZONE)).getTime() - at.getTime()
}

type Options = {
  places?: number
  days?: number
  /** Of each service and of the day. */
  capacity?: number
  dayCapacity?: number
}

/** A day centre with laundry, shower and registration from tomorrow on. */
export const makeScene = async (pool: Pool, { days = 6, capacity = 5, dayCapacity = 40 }: Options = {}) => {
  const place = await makePlace(pool, { title: 'Цветной бульвар' })
  const laundry = await makeService(pool, { title: 'Стирка' })
  const shower = await makeService(pool, { title: 'Душ' })
  const registration = await makeService(pool, { title: 'Регистрация', registration: true })
  const tomorrow = addDays(today(), 1)
  const event = await makeEvent(pool, {
    place,
    dates: Array.from({ length: days }, (_, index) => addDays(tomorrow, index)),
    capacity: dayCapacity,
    lines: [
      { service: laundry, startTime: '10:00', endTime: '11:00', capacity },
      { service: laundry, startTime: '14:00', endTime: '15:00', capacity },
      { service: shower, startTime: '11:00', endTime: '12:00', capacity },
      { service: shower, startTime: '15:00', endTime: '16:00', capacity },
      { service: registration, startTime: '09:00', endTime: '10:00', capacity },
      { service: registration, startTime: '16:00', endTime: '17:00', capacity },
    ],
  })
  return { place, laundry, shower, registration, event, tomorrow }
}

const SURNAMES = [
  'Абрамов',
  'Белкин',
  'Воронов',
  'Гусев',
  'Дятлов',
  'Ершов',
  'Жаворонков',
  'Зайцев',
  'Ильин',
  'Карпов',
  'Лебедев',
  'Медведев',
  'Носов',
  'Орлов',
  'Петухов',
  'Рыбаков',
  'Соколов',
  'Тетерев',
  'Уткин',
  'Филин',
]
const NAMES = ['Пётр', 'Сергей', 'Михаил', 'Наталья', 'Ольга']

export type Known = { id: string; card: string; surname: string; name: string }

/** So many people with cards, the same ones every time. */
export const makePeople = async (pool: Pool, count: number): Promise<Known[]> => {
  const people = Array.from({ length: count }, (_, index) => {
    const name = NAMES[Math.floor(index / SURNAMES.length) % NAMES.length] ?? ''
    const surname = SURNAMES[index % SURNAMES.length] ?? ''
    const card = String(50_001 + index)
    const full = /[ья]$/.test(name) ? `${surname}а` : surname
    return {
      surname: full,
      name,
      card,
      keys: searchKeys({ lastName: full, firstName: name, middleName: null, phone: null, cardNumber: card }),
    }
  })
  const { rows } = await pool.query<{ id: string; card: string }>(
    `INSERT INTO visitors (last_name, first_name, full_name, status, card_number, search_keys)
     SELECT p.surname, p.name, p.surname || ' ' || p.name, 'registered', p.card, p.keys
       FROM jsonb_to_recordset($1) AS p(surname text, name text, card text, keys int[])
       RETURNING id, card_number AS card`,
    [JSON.stringify(people)],
  )
  const ids = new Map(rows.map(({ id, card }) => [card, id]))
  return people.map((person) => ({ ...person, id: ids.get(person.card) ?? '' }))
}

/** A surname nobody else has, of letters only. */
export const strangerNumber = (index: number): { surname: string; name: string } => {
  const syllables = ['ба', 'во', 'гу', 'ди', 'жа', 'зо', 'ку', 'ли', 'ма', 'но']
  const word = [...String(index + 1_037 * 7)].map((digit) => syllables[Number(digit)]).join('')
  return { surname: `${word.charAt(0).toUpperCase()}${word.slice(1)}кин`, name: 'Тихон' }
}
