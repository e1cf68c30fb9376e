import { addDays } from '@/domain/time/calendar'
import { localInstant } from '@/domain/time/zone'
import { personAt } from '@/seed/names/persons'
import { generator } from '@/seed/names/random'
import type { VisitorStatus } from '@/domain/visitors/status'

export type DemoVisitor = {
  cardNumber: string
  lastName: string
  firstName: string
  middleName: string | null
  birthYear: number | null
  phone: string | null
  comment: string | null
  status: VisitorStatus
  createdAt: Date
  consentAt: Date | null
}

export const DEMO_VISITORS = 300
const SEED = 20_240_131

const COMMENTS = [
  'Плохо слышит, говорить громче',
  'Хромает, нужно место у входа',
  'Просит не звонить после 21:00',
  'Аллергия на пенициллин',
  'Приходит с собакой',
  'Документы хранятся у нас, папка 14',
  'Читает с трудом, помочь с анкетой',
]

type Name = Pick<DemoVisitor, 'lastName' | 'firstName' | 'middleName' | 'birthYear'>
const named = (text: string): Name => {
  const [lastName = '', firstName = '', middleName = '', year = ''] = text.split(' ')
  return { lastName, firstName, middleName: middleName === '-' ? null : middleName, birthYear: Number(year) }
}

/** Pairs of different people who look like one person. */
const PAIRS: readonly (readonly [Name, Name])[] = [
  [named('Соловьёв Пётр Андреевич 1961'), named('Соловьев Петр Андреевич 1978')],
  [named('Иванов Сергей Николаевич 1969'), named('Иванов Сергей Николаевич 1984')],
  [named('Алёхина Наталья Викторовна 1972'), named('Алехина Наталия Викторовна 1971')],
  [named('Ким Сергей - 1980'), named('Ким Сергей Владимирович 1966')],
]

/** A few older cards have letters from the time when they were written by hand. */
const cardOf = (index: number): string =>
  index % 60 === 59 ? `Д-${String(index).padStart(3, '0')}` : String(index + 1).padStart(5, '0')

/** The visitors of the demo. The first ones come often (plan.ts), and every sixth is not registered yet. */
export const demoVisitors = (today: string): DemoVisitor[] =>
  Array.from({ length: DEMO_VISITORS }, (_, index) => {
    const random = generator(SEED, 1_000 + index)
    const person = { ...personAt(SEED, index), ...PAIRS[index >> 1]?.[index % 2] }
    const isNew = index % 6 === 5
    // New visitors joined within the last month, the others over the last two years.
    const daysAgo = isNew ? 3 + Math.floor(random() * 27) : 32 + Math.floor(random() * 700)
    const minutes = 9 * 60 + Math.floor(random() * 9 * 60)
    const createdAt = new Date(
      localInstant(addDays(today, -daysAgo), '00:00', 'Europe/Moscow').getTime() + minutes * 60_000,
    )
    const { lastName, firstName, middleName, birthYear, phone } = person
    return {
      cardNumber: cardOf(index),
      lastName,
      firstName,
      middleName,
      birthYear,
      phone,
      comment: random() < 0.12 ? (COMMENTS[Math.floor(random() * COMMENTS.length)] ?? null) : null,
      status: isNew ? 'new' : 'registered',
      createdAt,
      consentAt: random() < (isNew ? 0.6 : 0.93) ? createdAt : null,
    }
  })

/**
 * The volunteers of the chat. Their Telegram ids are longer than any that Telegram assigns (52 bits), so a demo can't
 * send a message to a stranger.
 */
export const VOLUNTEERS = [
  'Вера Лаптева',
  'Андрей К.',
  'Маша',
  'Олег Тимофеевич',
  'Ксения Руднева',
  'Илья (четверг)',
].map((name, i) => ({ name, telegramId: String(5_000_000_000_000_001n + BigInt(i)) }))

/**
 * The administrator's colleagues. Nobody knows their passwords: an administrator sets them in the panel or deletes the
 * accounts.
 */
export const COLLEAGUES = [
  { name: 'Ольга Сергеевна (координатор)', email: 'coordinator@demo.invalid', role: 'coordinator' },
  { name: 'Наблюдатель фонда', email: 'viewer@demo.invalid', role: 'viewer' },
] as const
