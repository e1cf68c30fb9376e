import type { GroupField } from 'payload'
import { label } from '@/collections/fields'

/**
 * Who booked. The shape of a Payload relationship to several collections, kept in the row itself:
 * Payload's own would cost a second table and a second write for every booking.
 */
export const bookedByFields: GroupField = {
  name: 'bookedBy',
  type: 'group',
  label: label('Кто записал', 'Booked by'),
  admin: { readOnly: true },
  fields: [
    {
      name: 'relationTo',
      type: 'select',
      enumName: 'caller_kind',
      label: label('Вид', 'Kind'),
      options: [
        { value: 'users', label: label('Сотрудник', 'User') },
        { value: 'volunteers', label: label('Волонтёр', 'Volunteer') },
        { value: 'integrations', label: label('Интеграция', 'Integration') },
      ],
      admin: { readOnly: true },
    },
    { name: 'value', type: 'text', index: true, label: label('Код', 'Id'), admin: { readOnly: true } },
  ],
}
