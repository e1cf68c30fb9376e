import type { GroupField } from 'payload'
import { label, say, type Reader } from '@/collections/fields'
import { stored } from '@/config/columns'

/** How far ahead a service can be booked: N days, or the N nearest occurrences of it in its event. */
export const bookingWindowField = ({
  required,
  inLine = false,
}: {
  required: boolean
  /** One of many in a list: without a heading of its own. */
  inLine?: boolean
}): GroupField => ({
  name: 'bookingWindow',
  type: 'group',
  label: inLine ? false : label('Окно бронирования', 'Booking window'),
  admin: inLine
    ? { hideGutter: true, className: 'pr-window' }
    : {
        description: label(
          'На сколько дней вперёд или на сколько ближайших мероприятий можно записаться',
          'How many days, or how many of the nearest occurrences, ahead people can be booked',
        ),
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
          label: inLine ? label('Запись открыта на', 'Bookable ahead') : label('Сколько', 'How many'),
          validate: (value: unknown, { req }: { req: Reader }) =>
            (!required && (value === null || value === undefined)) ||
            (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 730) ||
            say(req, 'fieldWindow'),
          ...stored({ as: 'integer' }),
        },
        {
          name: 'unit',
          type: 'select',
          required,
          defaultValue: required ? 'days' : undefined,
          label: label('Дней или мероприятий', 'Days or occurrences'),
          enumName: 'window_unit',
          options: [
            { value: 'days', label: label('дней вперёд', 'days ahead') },
            { value: 'occurrences', label: label('ближайших мероприятий', 'nearest occurrences') },
          ],
        },
      ],
    },
  ],
})
