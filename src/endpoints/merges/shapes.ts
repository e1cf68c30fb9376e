import { z } from 'zod'
import { CHOSEN_FIELDS } from '@/domain/merges/fields'
import { date, id } from '@/domain/shapes/parse'
import { visitorStatus } from '@/endpoints/visitors/shapes'

export const A = '0198a000-0000-7000-8000-000000000002'
export const B = '0198a000-0000-7000-8000-000000000012'
export const MERGE = '0198a000-0000-7000-8000-000000000099'

export const chosenField = z.enum(CHOSEN_FIELDS, { error: 'fieldInvalid' })

export const pairShape = z.object({ a: id, b: id })
export const pairExample = { a: A, b: B }

export const personOfPair = z.object({
  id,
  fullName: z.string(),
  cardNumber: z.string().nullable(),
  birthYear: z.int().nullable(),
  phone: z.string().nullable(),
  photo: id.nullable(),
  status: visitorStatus,
  lastVisit: date.nullable(),
})

export const personExample = {
  id: A,
  fullName: 'Соловьёв Пётр Андреевич',
  cardNumber: '00002',
  birthYear: 1963,
  phone: '+79455972141',
  photo: null,
  status: 'registered',
  lastVisit: '2026-11-24',
}
