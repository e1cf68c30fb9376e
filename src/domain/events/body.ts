import { z } from 'zod'
import type { FieldError } from '@/domain/errors'
import { date, id, text, time } from '@/domain/shapes/parse'

export const capacity = z
  .number({ error: 'fieldCapacity' })
  .int('fieldCapacity')
  .min(1, 'fieldCapacity')
  .max(100_000, 'fieldTooMuch')
const window = z.number({ error: 'fieldWindow' }).int('fieldWindow').min(1, 'fieldWindow').max(730, 'fieldWindow')
/** Computed fields that the panel sends back. They are ignored, not refused. */
const shown = z.unknown().optional()

/** The panel's form sends 0 for an empty table. */
const rows = <Rows extends z.ZodType>(schema: Rows) => z.preprocess((value) => (value === 0 ? [] : value), schema)

export const lineBody = z.strictObject(
  {
    id: z.string({ error: 'fieldInvalid' }).max(100, 'fieldTooLong').nullish(),
    service: id,
    startTime: time,
    endTime: time.nullish(),
    capacity: capacity.nullish(),
    bookingWindow: z
      .strictObject(
        { value: window.nullish(), unit: z.enum(['days', 'occurrences'], { error: 'fieldInvalid' }).nullish() },
        { error: 'fieldInvalid' },
      )
      .nullish(),
  },
  { error: 'fieldInvalid' },
)

export const eventBody = z.strictObject(
  {
    title: text(200)
      .refine((value) => value.trim() !== '', 'fieldRequired')
      .optional(),
    place: id.optional(),
    type: z.enum(['oneOff', 'recurring'], { error: 'fieldInvalid' }).optional(),
    date: date.optional(),
    startTime: time.optional(),
    endTime: time.optional(),
    endsNextDay: z
      .boolean({ error: 'fieldInvalid' })
      .nullish()
      .describe('Runs past midnight: 22:00 to 08:00 of the next day'),
    capacity: capacity.optional(),
    recurrence: z.record(z.string(), z.unknown(), { error: 'fieldInvalid' }).nullish(),
    rrule: text(2000).nullish(),
    skipDates: rows(
      z
        .array(z.strictObject({ id: shown, date, reason: text(500).nullish() }, { error: 'fieldInvalid' }), {
          error: 'fieldInvalid',
        })
        .max(500, 'fieldTooMany')
        .nullish(),
    ),
    services: rows(z.array(lineBody, { error: 'fieldInvalid' }).max(50, 'fieldTooManyServices').optional()),
    announce: z.boolean({ error: 'fieldInvalid' }).nullish(),
    id: shown,
    createdAt: shown,
    updatedAt: shown,
    state: shown,
    nextDate: shown,
    lastDate: shown,
    archivedAt: shown,
    expandedUntil: shown,
    deletedAt: shown,
  },
  { error: 'fieldInvalid' },
)

export type EventBody = z.output<typeof eventBody>

const READ_ONLY = ['state', 'nextDate', 'lastDate', 'archivedAt', 'expandedUntil', 'deletedAt'] as const

/** A document that was read before and is sent back, as the panel's form does. It is recognized by its createdAt. */
export const isWholeDocument = (body: Readonly<Record<string, unknown>>): boolean => 'createdAt' in body

/** Computed fields can't be written. Only a whole document may contain them. */
export const readOnlyIn = (body: Readonly<Record<string, unknown>>): FieldError[] =>
  isWholeDocument(body)
    ? []
    : READ_ONLY.filter((path) => body[path] !== undefined).map((path) => ({ path, message: 'fieldUnexpected' }))
