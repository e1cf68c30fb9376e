import type { GroupField } from 'payload'
import { labels } from '@/i18n/labels'

const day = {
  date: { pickerAppearance: 'dayAndTime' as const, timeFormat: 'HH:mm', displayFormat: 'dd.MM.yyyy HH:mm' },
}

export const consentFields: GroupField = {
  name: 'consent',
  type: 'group',
  label: labels('consent.title'),
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'givenAt', type: 'date', label: labels('consent.fields.givenAt'), admin: day },
        { name: 'recordedBy', type: 'text', label: labels('consent.fields.recordedBy'), admin: { readOnly: true } },
        { name: 'withdrawnAt', type: 'date', label: labels('consent.fields.withdrawnAt'), admin: day },
      ],
    },
  ],
}
