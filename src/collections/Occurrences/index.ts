import type { CollectionConfig } from 'payload'
import { capacityField, countedField, dayField } from '@/collections/fields'
import { statusOptions } from '@/collections/fields/dateStatus'
import { stored } from '@/config/columns'
import { readBookableFrom } from '@/hooks/occurrences/readBookableFrom'
import { readTimezone } from '@/hooks/occurrences/readTimezone'
import { requireOperation } from '@/hooks/events/requireOperation'
import { labels } from '@/i18n/labels'

/** Shown and typed in the place's local time, wherever the browser is. */
const placeClock = {
  components: {
    Field: '@/admin/fields/PlaceTimeField#PlaceTimeField',
    Cell: '@/admin/cells/PlaceTimeCell#PlaceTimeCell',
  },
}

export const Occurrences: CollectionConfig = {
  slug: 'occurrences',
  labels: { singular: labels('occurrence.singular'), plural: labels('occurrence.plural') },
  admin: {
    group: labels('menu.planning'),
    useAsTitle: 'date',
    defaultColumns: ['date', 'startsAt', 'endsAt', 'service', 'place', 'participants', 'capacity', 'status'],
    listSearchableFields: ['date'],
    components: { views: { list: { Component: '@/admin/onDemand#OccurrencesView' } } },
    description: labels('occurrence.description'),
  },
  hooks: { beforeOperation: [requireOperation] },
  defaultSort: 'startsAt',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['event', 'line', 'date'], unique: true }, { fields: ['startsAt', 'place'] }],
  fields: [
    {
      name: 'event',
      type: 'relationship',
      relationTo: 'events',
      required: true,
      label: labels('occurrence.fields.event'),
    },
    {
      name: 'eventDay',
      type: 'relationship',
      relationTo: 'event-days',
      required: true,
      label: labels('occurrence.fields.eventDay'),
    },
    { name: 'line', type: 'text', required: true, admin: { hidden: true } },
    {
      name: 'service',
      type: 'relationship',
      relationTo: 'services',
      required: true,
      label: labels('occurrence.fields.service'),
    },
    {
      name: 'place',
      type: 'relationship',
      relationTo: 'places',
      required: true,
      label: labels('occurrence.fields.place'),
    },
    dayField({ name: 'date', label: labels('occurrence.fields.date'), required: true }),
    {
      type: 'row',
      fields: [
        {
          name: 'startsAt',
          type: 'date',
          required: true,
          label: labels('occurrence.fields.startsAt'),
          admin: placeClock,
        },
        {
          name: 'endsAt',
          type: 'date',
          required: true,
          index: true,
          label: labels('occurrence.fields.endsAt'),
          admin: placeClock,
        },
      ],
    },
    capacityField(),
    countedField(labels('occurrence.fields.participants')),
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'scheduled',
      label: labels('occurrence.fields.status'),
      enumName: 'date_status',
      options: statusOptions,
    },
    { name: 'cancelReason', type: 'text', maxLength: 500, label: labels('occurrence.fields.cancelReason') },
    { name: 'cancelledAt', type: 'date', admin: { hidden: true } },
    { name: 'skipped', type: 'checkbox', defaultValue: false, admin: { hidden: true }, ...stored({ filled: true }) },
    {
      name: 'edited',
      type: 'checkbox',
      defaultValue: false,
      label: labels('occurrence.fields.edited'),
      admin: { readOnly: true, position: 'sidebar' },
      ...stored({ filled: true }),
    },
    { name: 'editedFields', type: 'json', admin: { hidden: true } },
    {
      name: 'timezone',
      type: 'text',
      virtual: true,
      label: labels('occurrence.fields.timezone'),
      admin: { readOnly: true, position: 'sidebar' },
      hooks: { afterRead: [readTimezone] },
    },
    {
      name: 'bookableFrom',
      type: 'date',
      virtual: true,
      label: labels('occurrence.fields.bookableFrom'),
      admin: {
        readOnly: true,
        position: 'sidebar',
        date: { pickerAppearance: 'dayAndTime', timeFormat: 'HH:mm', displayFormat: 'dd.MM.yyyy HH:mm' },
      },
      hooks: { afterRead: [readBookableFrom] },
    },
  ],
}
