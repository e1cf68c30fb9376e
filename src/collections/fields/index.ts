import type { CheckboxField, NumberField, TextField } from 'payload'
import { isDate, isTime } from '@/domain/time/calendar'
import { stored } from '@/config/columns'
import { fieldSentence, languageOf, type FieldErrorKey } from '@/i18n'
import { labels, type Labels } from '@/i18n/labels'

/** A day or a time of day, which a field of text holds: filters take nothing else for it. */
export type HeldInText = 'day' | 'time'
export const holds = (held: HeldInText) => ({ custom: { holds: held } })

type Named = { name: string; label: Labels; required?: boolean }

/** A date `YYYY-MM-DD` in the place's zone. It is stored as text, so that no zone can shift it. */
export const dayField = ({ name, label, required }: Named): TextField => ({
  name,
  type: 'text',
  label,
  required,
  index: true,
  ...holds('day'),
  admin: {
    components: { Field: '@/admin/fields/DayField#DayField', Cell: '@/admin/cells/DayCell#DayCell' },
  },
  validate: (value: unknown, { req, required: must }: { req: Reader; required?: boolean }) => {
    if (value === null || value === undefined || value === '') return must ? fieldRefusal(req, 'fieldRequired') : true
    return (typeof value === 'string' && isDate(value)) || fieldRefusal(req, 'fieldDate')
  },
})

/** A wall-clock time `HH:mm`, 24 hours. */
export const timeField = ({ name, label, required }: Named): TextField => ({
  name,
  type: 'text',
  label,
  required,
  ...holds('time'),
  admin: { width: '50%', components: { Field: '@/admin/fields/TimeField#TimeField' } },
  validate: (value: unknown, { req, required: must }: { req: Reader; required?: boolean }) => {
    if (value === null || value === undefined || value === '') return must ? fieldRefusal(req, 'fieldRequired') : true
    return (typeof value === 'string' && isTime(value)) || fieldRefusal(req, 'fieldTime')
  },
})

export const capacityField = (over: Partial<NumberField> = {}): NumberField =>
  ({
    name: 'capacity',
    type: 'number',
    label: labels('field.capacity'),
    required: true,
    min: 1,
    max: 100_000,
    admin: { step: 1 },
    validate: (value: unknown, { req }: { req: Reader }) =>
      (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100_000) ||
      fieldRefusal(req, 'fieldCapacity'),
    ...stored({ as: 'integer' }),
    ...over,
  }) as NumberField

/** Counted by the database's own triggers; a value sent by a caller is ignored. */
export const countedField = (label: Labels): NumberField => ({
  name: 'participants',
  type: 'number',
  label,
  defaultValue: 0,
  admin: { readOnly: true },
  ...stored({ as: 'integer', filled: true }),
})

/** The end belongs to the day after the date. */
export const endsNextDayField = (over: Partial<CheckboxField> = {}): CheckboxField =>
  ({
    name: 'endsNextDay',
    type: 'checkbox',
    defaultValue: false,
    label: labels('field.endsNextDay'),
    ...stored({ filled: true }),
    ...over,
  }) as CheckboxField

export const activeField: CheckboxField = {
  name: 'active',
  type: 'checkbox',
  label: labels('field.active'),
  defaultValue: true,
  admin: {
    position: 'sidebar',
    description: labels('field.hints.active'),
  },
}

/** The request, which tells the language. */
export type Reader = Parameters<typeof languageOf>[0]

/** The error of a field, in the reader's language. */
export const fieldRefusal = (req: Reader, key: FieldErrorKey): string => fieldSentence(languageOf(req), key)
