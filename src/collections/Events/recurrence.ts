import type { GroupField } from 'payload'
import { dayField, label } from '@/collections/fields'

const days = [
  ['mo', 'пн', 'Mon'],
  ['tu', 'вт', 'Tue'],
  ['we', 'ср', 'Wed'],
  ['th', 'чт', 'Thu'],
  ['fr', 'пт', 'Fri'],
  ['sa', 'сб', 'Sat'],
  ['su', 'вс', 'Sun'],
] as const

/** Payload shows virtual fields as read-only unless told otherwise. */
const editable = { readOnly: false }

type Siblings = { frequency?: string; monthlyOn?: string; end?: string }

/**
 * The rule as a form. Virtual: the stored truth is `rrule`, this is read from it and written to it,
 * so the two can't disagree. null when the form can't express the rule.
 */
export const recurrenceFields: GroupField = {
  name: 'recurrence',
  type: 'group',
  virtual: true,
  label: label('Повторение', 'Recurrence'),
  admin: {
    ...editable,
    condition: (data) => data?.type === 'recurring',
    components: { Field: '@/admin/event/Recurrence#RecurrenceField' },
  },
  fields: [
    {
      type: 'row',
      fields: [
        {
          name: 'frequency',
          type: 'select',
          virtual: true,
          label: label('Частота', 'Frequency'),
          admin: editable,
          options: [
            { value: 'daily', label: label('Ежедневно', 'Daily') },
            { value: 'weekly', label: label('Еженедельно', 'Weekly') },
            { value: 'monthly', label: label('Ежемесячно', 'Monthly') },
          ],
        },
        { name: 'interval', type: 'number', virtual: true, min: 1, label: label('Каждые', 'Every'), admin: editable },
      ],
    },
    {
      name: 'weekdays',
      type: 'select',
      hasMany: true,
      virtual: true,
      label: label('Дни недели', 'Weekdays'),
      options: days.map(([value, ru, en]) => ({ value, label: label(ru, en) })),
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.frequency === 'weekly' },
    },
    {
      name: 'monthlyOn',
      type: 'select',
      virtual: true,
      label: label('В месяце', 'In the month'),
      options: [
        { value: 'dayOfMonth', label: label('По числу месяца', 'On the day of the month') },
        { value: 'weekday', label: label('По дню недели', 'On the weekday') },
        { value: 'lastDay', label: label('В последний день', 'On the last day') },
      ],
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.frequency === 'monthly' },
    },
    {
      name: 'monthlyWeek',
      type: 'number',
      virtual: true,
      label: label('Который по счёту (−1 — последний)', 'Which one (−1 is the last)'),
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.monthlyOn === 'weekday' },
    },
    {
      name: 'end',
      type: 'select',
      virtual: true,
      label: label('Окончание', 'Ends'),
      admin: editable,
      options: [
        { value: 'never', label: label('Бессрочно', 'Never') },
        { value: 'count', label: label('После числа повторений', 'After a number of times') },
        { value: 'until', label: label('В дату', 'On a date') },
      ],
    },
    {
      name: 'count',
      type: 'number',
      virtual: true,
      label: label('Сколько раз', 'How many times'),
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.end === 'count' },
    },
    {
      ...dayField({ name: 'until', ru: 'По какую дату', en: 'Until' }),
      index: false,
      virtual: true,
      admin: {
        ...editable,
        condition: (_data, siblings: Siblings) => siblings?.end === 'until',
        components: { Field: '@/admin/fields/DayField#DayField' },
      },
    },
  ],
}
