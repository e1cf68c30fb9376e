import { z } from 'zod'
import { mayBook } from '@/domain/access/caller'
import { id, instant, text } from '@/domain/shapes/parse'
import { filled } from '@/endpoints/http/filled'
import { IDEMPOTENCY_HEADER } from '@/endpoints/http/idempotencyKey'
import { route } from '@/endpoints/http/route'
import { languageOf } from '@/i18n'
import { labels } from '@/i18n/labels'
import { createVisitor } from '@/operations/visitors/create'
import { visitorExample, visitorShape, visitorStatus } from './shapes'

const optional = (max: number) => text(max).nullish()
const moment = z.union([instant, z.literal('').transform(() => null)]).nullish()
const number = z
  .union([z.number({ error: 'fieldInvalid' }), z.literal('').transform(() => null)], { error: 'fieldInvalid' })
  .nullish()

/** The panel's form sends all its fields; those that can't be set are dropped. */
const body = z.object({
  firstName: optional(1000),
  lastName: optional(1000),
  middleName: optional(1000),
  birthYear: z.union([number, text(10)]),
  phone: optional(100),
  cardNumber: optional(100),
  photo: z.union([id, z.literal('').transform(() => null)], { error: 'fieldInvalid' }).nullish(),
  comment: optional(2000),
  status: visitorStatus.nullish(),
  consent: z.object({ givenAt: moment, withdrawnAt: moment }, { error: 'fieldInvalid' }).nullish(),
  mksId: number.refine(
    (value) => value == null || (Number.isInteger(value) && Math.abs(value) <= 1e15),
    'fieldInvalid',
  ),
  allowDuplicate: z.boolean({ error: 'fieldInvalid' }).nullish(),
})

export const createVisitorRoute = route({
  method: 'post',
  path: '/visitors',
  tag: 'Visitors',
  summary: 'Write down a person',
  description:
    'Without `cardNumber` the next free one is given. A phone may be typed in any way. Somebody who looks like a ' +
    'visitor already there is 409 `POSSIBLE_DUPLICATE` with `candidates`; the same request with `allowDuplicate: ' +
    'true` creates the person, and the pairs are remembered as different people. `status` is for staff.',
  allow: mayBook,
  headers: IDEMPOTENCY_HEADER,
  body,
  bodyExample: { lastName: 'Иванов', firstName: 'Пётр', phone: '8 916 123-45-67' },
  answer: {
    status: 201,
    schema: z.object({ doc: visitorShape, message: z.string() }),
    example: { doc: visitorExample, message: 'Создано: Посетитель.' },
  },
  errors: ['VALIDATION', 'POSSIBLE_DUPLICATE', 'CARD_NUMBER_TAKEN', 'BUSY', 'IDEMPOTENCY_KEY_REUSED', 'CREATED_BEFORE'],
  handler: async ({ req, caller, now, body: { allowDuplicate, ...values } }) => ({
    doc: filled(await createVisitor(req, { values, allowDuplicate: allowDuplicate === true, caller, now })),
    message: req.t('general:successfullyCreated', { label: labels('visitor.singular')[languageOf(req)] }),
  }),
})
