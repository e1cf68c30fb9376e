import type { GroupField } from 'payload'
import { dayField } from '@/collections/fields'
import { labels, options } from '@/i18n/labels'

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
  label: labels('eventRecurrence.title'),
  admin: {
    ...editable,
    condition: (data) => data?.type === 'recurring',
    components: { Field: '@/admin/onDemand#RecurrenceField' },
  },
  fields: [
    {
      type: 'row',
      fields: [
        {
          name: 'frequency',
          type: 'select',
          virtual: true,
          label: labels('eventRecurrence.fields.frequency'),
          admin: editable,
          options: options('eventRecurrence.choices.frequency', ['daily', 'weekly', 'monthly']),
        },
        {
          name: 'interval',
          type: 'number',
          virtual: true,
          min: 1,
          label: labels('eventRecurrence.fields.interval'),
          admin: editable,
        },
      ],
    },
    {
      name: 'weekdays',
      type: 'select',
      hasMany: true,
      virtual: true,
      label: labels('eventRecurrence.fields.weekdays'),
      options: options('eventRecurrence.choices.weekdays', ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']),
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.frequency === 'weekly' },
    },
    {
      name: 'monthlyOn',
      type: 'select',
      virtual: true,
      label: labels('eventRecurrence.fields.monthlyOn'),
      options: options('eventRecurrence.choices.monthlyOn', ['dayOfMonth', 'weekday', 'lastDay']),
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.frequency === 'monthly' },
    },
    {
      name: 'monthlyWeek',
      type: 'number',
      virtual: true,
      label: labels('eventRecurrence.fields.monthlyWeek'),
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.monthlyOn === 'weekday' },
    },
    {
      name: 'end',
      type: 'select',
      virtual: true,
      label: labels('eventRecurrence.fields.end'),
      admin: editable,
      options: options('eventRecurrence.choices.end', ['never', 'count', 'until']),
    },
    {
      name: 'count',
      type: 'number',
      virtual: true,
      label: labels('eventRecurrence.fields.count'),
      admin: { ...editable, condition: (_data, siblings: Siblings) => siblings?.end === 'count' },
    },
    {
      ...dayField({ name: 'until', label: labels('eventRecurrence.fields.until') }),
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
