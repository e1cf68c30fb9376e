import type { CollectionConfig } from 'payload'
import { capacityField, countedField, dayField, endsNextDayField, timeField } from '@/collections/fields'
import { statusOptions } from '@/collections/fields/dateStatus'
import { stored } from '@/config/columns'
import { requireOperation } from '@/hooks/events/requireOperation'
import { labels } from '@/i18n/labels'

export const EventDays: CollectionConfig = {
  slug: 'event-days',
  dbName: 'event_days',
  labels: { singular: labels('eventDay.singular'), plural: labels('eventDay.plural') },
  admin: {
    useAsTitle: 'date',
    defaultColumns: ['date', 'event', 'place', 'participants', 'capacity', 'status'],
    listSearchableFields: ['date'],
    description: labels('eventDay.description'),
    // Hidden from the menu but reachable by address: a date is found through its event.
    group: false,
  },
  hooks: { beforeOperation: [requireOperation] },
  defaultSort: 'date',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['event', 'date'], unique: true }, { fields: ['place', 'date'] }],
  fields: [
    {
      name: 'event',
      type: 'relationship',
      relationTo: 'events',
      required: true,
      label: labels('eventDay.fields.event'),
    },
    {
      name: 'place',
      type: 'relationship',
      relationTo: 'places',
      required: true,
      label: labels('eventDay.fields.place'),
    },
    dayField({ name: 'date', label: labels('eventDay.fields.date'), required: true }),
    timeField({ name: 'startTime', label: labels('eventDay.fields.startTime'), required: true }),
    timeField({ name: 'endTime', label: labels('eventDay.fields.endTime'), required: true }),
    endsNextDayField(),
    {
      name: 'startsAt',
      type: 'date',
      required: true,
      label: labels('eventDay.fields.startsAt'),
      admin: { hidden: true },
    },
    {
      name: 'endsAt',
      type: 'date',
      required: true,
      index: true,
      label: labels('eventDay.fields.endsAt'),
      admin: { hidden: true },
    },
    capacityField(),
    countedField(labels('eventDay.fields.participants')),
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'scheduled',
      label: labels('eventDay.fields.status'),
      enumName: 'date_status',
      options: statusOptions,
    },
    { name: 'cancelReason', type: 'text', maxLength: 500, label: labels('eventDay.fields.cancelReason') },
    { name: 'cancelledAt', type: 'date', admin: { hidden: true } },
    { name: 'skipped', type: 'checkbox', defaultValue: false, admin: { hidden: true }, ...stored({ filled: true }) },
    { name: 'editedFields', type: 'json', admin: { hidden: true } },
  ],
}
