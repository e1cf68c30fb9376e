import type { CollectionConfig } from 'payload'
import { isSignedIn } from '@/access/isSignedIn'
import { nobody } from '@/access/nobody'
import { isStaff } from '@/access/isStaff'
import { readOnlyField } from '@/access/fields'
import { capacityField, countedField, dayField, label, timeField } from '@/collections/fields'
import { statusOptions } from '@/collections/fields/dateStatus'
import { requireOperation } from '@/hooks/events/requireOperation'

const fixed = { create: readOnlyField, update: readOnlyField }

export const EventDays: CollectionConfig = {
  slug: 'event-days',
  dbName: 'event_days',
  labels: { singular: label('День события', 'Event day'), plural: label('Дни событий', 'Event days') },
  admin: {
    useAsTitle: 'date',
    defaultColumns: ['date', 'event', 'place', 'participants', 'capacity', 'status'],
    listSearchableFields: ['date'],
    description: label('Одна дата события: её вместимость считается по людям', 'One date of an event: its capacity is counted by people'),
    // Absent from the menu, reachable by address: a date is found through its event.
    group: false,
  },
  hooks: { beforeOperation: [requireOperation] },
  access: { read: isSignedIn, create: nobody, update: isStaff, delete: isStaff },
  defaultSort: 'date',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['event', 'date'], unique: true }, { fields: ['place', 'date'] }],
  fields: [
    { name: 'event', type: 'relationship', relationTo: 'events', required: true, label: label('Событие', 'Event'), access: fixed },
    { name: 'place', type: 'relationship', relationTo: 'places', required: true, label: label('Место', 'Place'), access: fixed },
    { ...dayField({ name: 'date', ru: 'Дата', en: 'Date', required: true }), access: fixed },
    { ...timeField({ name: 'startTime', ru: 'Начало', en: 'Start', required: true }), access: fixed },
    { ...timeField({ name: 'endTime', ru: 'Конец', en: 'End', required: true }), access: fixed },
    { name: 'startsAt', type: 'date', required: true, label: label('Начало', 'Starts at'), admin: { hidden: true }, access: fixed },
    { name: 'endsAt', type: 'date', required: true, index: true, label: label('Конец', 'Ends at'), admin: { hidden: true }, access: fixed },
    capacityField(),
    countedField('Людей', 'People'),
    { name: 'status', type: 'select', required: true, defaultValue: 'scheduled', label: label('Состояние', 'State'), enumName: 'date_status', options: statusOptions, access: fixed },
    { name: 'cancelReason', type: 'text', maxLength: 500, label: label('Причина отмены', 'Reason'), access: fixed },
    { name: 'skipped', type: 'checkbox', defaultValue: false, admin: { hidden: true }, access: fixed },
    { name: 'editedFields', type: 'json', admin: { hidden: true }, access: fixed },
  ],
}
