import type { GroupField } from 'payload'
import { labels, options } from '@/i18n/labels'

/**
 * Who booked. The shape of a Payload relationship to several collections, kept in the row itself:
 * Payload's own would cost a second table and a second write for every booking.
 */
export const bookedByFields: GroupField = {
  name: 'bookedBy',
  type: 'group',
  label: labels('bookedBy.title'),
  admin: { readOnly: true },
  fields: [
    {
      name: 'relationTo',
      type: 'select',
      enumName: 'caller_kind',
      label: labels('bookedBy.fields.relationTo'),
      options: options('bookedBy.choices.relationTo', ['users', 'volunteers', 'integrations']),
      admin: { readOnly: true },
    },
    // People read the name beside it.
    {
      name: 'value',
      type: 'text',
      index: true,
      label: labels('bookedBy.fields.value'),
      admin: { readOnly: true, hidden: true },
    },
  ],
}
