import type { GroupField } from 'payload'
import { label } from '@/collections/fields'

const day = {
  date: { pickerAppearance: 'dayAndTime' as const, timeFormat: 'HH:mm', displayFormat: 'dd.MM.yyyy HH:mm' },
}

export const consentFields: GroupField = {
  name: 'consent',
  type: 'group',
  label: label('Согласие на обработку данных', 'Consent to data processing'),
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'givenAt', type: 'date', label: label('Дано', 'Given at'), admin: day },
        { name: 'recordedBy', type: 'text', label: label('Кем записано', 'Recorded by'), admin: { readOnly: true } },
        { name: 'withdrawnAt', type: 'date', label: label('Отозвано', 'Withdrawn at'), admin: day },
      ],
    },
  ],
}
