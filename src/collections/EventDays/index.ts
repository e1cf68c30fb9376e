import type { CollectionConfig } from 'payload'
import { capacityField, countedField, dayField, label, timeField } from '@/collections/fields'
import { statusOptions } from '@/collections/fields/dateStatus'
import { stored } from '@/config/columns'
import { requireOperation } from '@/hooks/events/requireOperation'

export const EventDays: CollectionConfig = {
  slug: 'event-days',
  dbName: 'event_days',
  labels: { singular: label('День события', 'Event day'), plural: label('Дни событий', 'Event days') },
  admin: {
    useAsTitle: 'date',
    defaultColumns: ['date', 'event', 'place', 'participants', 'capacity', 'status'],
    listSearchableFields: ['date'],
    description: label(
      'Одна дата события: её вместимость считается по людям',
      'One date of an event: its capacity is counted by people',
    ),
    // Absent from the menu, reachable by address: a date is found through its event.
    group: false,
  },
  hooks: { beforeOperation: [requireOperation] },
  defaultSort: 'date',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['event', 'date'], unique: true }, { fields: ['place', 'date'] }],
  fields: [
    { name: 'event', type: 'relationship', relationTo: 'events', required: true, label: label('Событие', 'Event') },
    { name: 'place', type: 'relationship', relationTo: 'places', required: true, label: label('Место', 'Place') },
    dayField({ name: 'date', ru: 'Дата', en: 'Date', required: true }),
    timeField({ name: 'startTime', ru: 'Начало', en: 'Start', required: true }),
    timeField({ name: 'endTime', ru: 'Конец', en: 'End', required: true }),
    { name: 'startsAt', type: 'date', required: true, label: label('Начало', 'Starts at'), admin: { hidden: true } },
    {
      name: 'endsAt',
      type: 'date',
      required: true,
      index: true,
      label: label('Конец', 'Ends at'),
      admin: { hidden: true },
    },
    capacityField(),
    countedField('Людей', 'People'),
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'scheduled',
      label: label('Состояние', 'State'),
      enumName: 'date_status',
      options: statusOptions,
    },
    { name: 'cancelReason', type: 'text', maxLength: 500, label: label('Причина отмены', 'Reason') },
    { name: 'skipped', type: 'checkbox', defaultValue: false, admin: { hidden: true }, ...stored({ filled: true }) },
    { name: 'editedFields', type: 'json', admin: { hidden: true } },
  ],
}
