import type { GroupField } from 'payload'
import { fieldRefusal, type Reader } from '@/collections/fields'
import { stored } from '@/config/columns'
import { labels, options } from '@/i18n/labels'

/** How far ahead a service can be booked: N days, or its N nearest occurrences in the event. */
export const bookingWindowField = ({
  required,
  inLine = false,
}: {
  required: boolean
  /** One item of a list, without a heading. */
  inLine?: boolean
}): GroupField => ({
  name: 'bookingWindow',
  type: 'group',
  label: inLine ? false : labels('bookingWindow.title'),
  admin: inLine
    ? { hideGutter: true, className: 'pr-window' }
    : {
        description: labels('bookingWindow.hint'),
      },
  fields: [
    {
      type: 'row',
      fields: [
        {
          name: 'value',
          type: 'number',
          required,
          min: 1,
          max: 730,
          defaultValue: required ? 14 : undefined,
          label: inLine ? labels('bookingWindow.inLine') : labels('bookingWindow.fields.value'),
          validate: (value: unknown, { req }: { req: Reader }) =>
            (!required && (value === null || value === undefined)) ||
            (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 730) ||
            fieldRefusal(req, 'fieldWindow'),
          ...stored({ as: 'integer' }),
        },
        {
          name: 'unit',
          type: 'select',
          required,
          defaultValue: required ? 'days' : undefined,
          label: labels('bookingWindow.fields.unit'),
          enumName: 'window_unit',
          options: options('bookingWindow.choices.unit', ['days', 'occurrences']),
        },
      ],
    },
  ],
})
