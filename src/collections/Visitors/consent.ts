import type { GroupField, TextField } from 'payload'
import { nameOfAccount } from '@/hooks/audit/nameInLog'
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
        // `users:` and an id, for programs. People read the name below.
        {
          name: 'recordedBy',
          type: 'text',
          label: labels('consent.fields.recordedBy'),
          admin: { readOnly: true, hidden: true },
        },
        { name: 'withdrawnAt', type: 'date', label: labels('consent.fields.withdrawnAt'), admin: day },
      ],
    },
  ],
}

const recorderIn = ({ consent }: Record<string, unknown>): unknown => {
  const { recordedBy } = (consent ?? {}) as { recordedBy?: unknown }
  return typeof recordedBy === 'string' ? recordedBy.replace(/^\w+:/, '') : null
}

/** Who wrote the consent down, by name. */
export const consentRecorder: TextField = {
  name: 'consentRecorder',
  type: 'text',
  virtual: true,
  label: labels('visitor.fields.consentRecorder'),
  hooks: { afterRead: [nameOfAccount(recorderIn)] },
  admin: { readOnly: true, disableListFilter: true },
}
