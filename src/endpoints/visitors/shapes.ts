import { z } from 'zod'
import { date, id } from '@/domain/shapes/parse'

export const visitorStatus = z.enum(['new', 'registered'], { error: 'fieldInvalid' })

const EXAMPLE = '0198a000-0000-7000-8000-000000000002'

export const visitorShape = z.looseObject({
  id,
  firstName: z.string(),
  lastName: z.string(),
  middleName: z.string().nullable(),
  fullName: z.string(),
  birthYear: z.int().nullable(),
  phone: z.string().nullable().describe('E.164; null for whoever may not see it'),
  cardNumber: z.string().nullable().describe('null only once the person is erased'),
  photo: id.nullable(),
  comment: z.string().nullable(),
  status: visitorStatus,
  consent: z.object({
    givenAt: z.string().nullable(),
    recordedBy: z.string().nullable(),
    withdrawnAt: z.string().nullable(),
  }),
  mksId: z.number().nullable(),
  erasedAt: z.string().nullable(),
  mergedInto: id.nullable().describe('the record of the same person that this one leads to'),
})

export const visitorExample = {
  id: EXAMPLE,
  firstName: 'Пётр',
  lastName: 'Иванов',
  middleName: 'Сергеевич',
  fullName: 'Иванов Пётр Сергеевич',
  birthYear: 1971,
  phone: '+79161234567',
  cardNumber: '00042',
  photo: null,
  comment: null,
  status: 'new',
  consent: {
    givenAt: '2026-12-01T09:00:00.000Z',
    recordedBy: 'users:0198a000-0000-7000-8000-000000000005',
    withdrawnAt: null,
  },
  mksId: null,
  erasedAt: null,
  mergedInto: null,
}

const namedShape = z.object({
  id,
  fullName: z.string(),
  cardNumber: z.string().nullable(),
  status: visitorStatus,
  score: z.number(),
})
export const foundShape = namedShape.extend({
  birthYear: z.int().nullable(),
  phoneEnd: z.string().nullable().describe('the last two digits, for whoever may read phones'),
  lastVisit: date.nullable().describe('the date of the last attended visit'),
  partial: z.boolean(),
})
export const candidateShape = namedShape.extend({
  birthYear: z.int().nullable(),
  lastVisit: date.nullable(),
  reason: z.enum(['phone', 'sameName', 'similarName']),
})
const namedExample = {
  id: EXAMPLE,
  fullName: visitorExample.fullName,
  cardNumber: '00042',
  status: 'new',
  score: 0.97,
}
export const foundExample = {
  ...namedExample,
  birthYear: 1971,
  phoneEnd: '67',
  lastVisit: '2026-11-03',
  partial: false,
}
export const candidateExample = {
  ...namedExample,
  id: '0198a000-0000-7000-8000-000000000012',
  cardNumber: '00107',
  score: 0.92,
  birthYear: 1971,
  lastVisit: null,
  reason: 'sameName',
}
