import type { CollectionConfig } from 'payload'
import { capacityField, countedField, dayField, label } from '@/collections/fields'
import { statusOptions } from '@/collections/fields/dateStatus'
import { stored } from '@/config/columns'
import { readBookableFrom } from '@/hooks/occurrences/readBookableFrom'
import { readTimezone } from '@/hooks/occurrences/readTimezone'
import { requireOperation } from '@/hooks/events/requireOperation'

/** Shown and typed as the clock of the place shows it, wherever the browser is. */
const placeClock = {
  components: {
    Field: '@/admin/fields/PlaceTimeField#PlaceTimeField',
    Cell: '@/admin/cells/PlaceTimeCell#PlaceTimeCell',
  },
}

export const Occurrences: CollectionConfig = {
  slug: 'occurrences',
  labels: { singular: label('Мероприятие', 'Occurrence'), plural: label('Мероприятия', 'Occurrences') },
  admin: {
    group: label('Планирование', 'Planning'),
    useAsTitle: 'date',
    defaultColumns: ['date', 'startsAt', 'endsAt', 'service', 'place', 'participants', 'capacity', 'status'],
    listSearchableFields: ['date'],
    components: { views: { list: { Component: '@/admin/occurrences/OccurrencesView#OccurrencesView' } } },
    description: label(
      'Одна услуга в один день события: на неё записывают посетителей',
      'One service on one event day: what visitors are booked on',
    ),
  },
  hooks: { beforeOperation: [requireOperation] },
  defaultSort: 'startsAt',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['event', 'line', 'date'], unique: true }, { fields: ['startsAt', 'place'] }],
  fields: [
    { name: 'event', type: 'relationship', relationTo: 'events', required: true, label: label('Событие', 'Event') },
    {
      name: 'eventDay',
      type: 'relationship',
      relationTo: 'event-days',
      required: true,
      label: label('День события', 'Event day'),
    },
    { name: 'line', type: 'text', required: true, admin: { hidden: true } },
    {
      name: 'service',
      type: 'relationship',
      relationTo: 'services',
      required: true,
      label: label('Услуга', 'Service'),
    },
    { name: 'place', type: 'relationship', relationTo: 'places', required: true, label: label('Место', 'Place') },
    dayField({ name: 'date', ru: 'Дата', en: 'Date', required: true }),
    {
      type: 'row',
      fields: [
        { name: 'startsAt', type: 'date', required: true, label: label('Начало', 'Starts at'), admin: placeClock },
        {
          name: 'endsAt',
          type: 'date',
          required: true,
          index: true,
          label: label('Конец', 'Ends at'),
          admin: placeClock,
        },
      ],
    },
    capacityField(),
    countedField('Записано', 'Booked'),
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
    {
      name: 'edited',
      type: 'checkbox',
      defaultValue: false,
      label: label('Изменено вручную', 'Edited by hand'),
      admin: { readOnly: true, position: 'sidebar' },
      ...stored({ filled: true }),
    },
    { name: 'editedFields', type: 'json', admin: { hidden: true } },
    {
      name: 'timezone',
      type: 'text',
      virtual: true,
      label: label('Часовой пояс', 'Time zone'),
      admin: { readOnly: true, position: 'sidebar' },
      hooks: { afterRead: [readTimezone] },
    },
    {
      name: 'bookableFrom',
      type: 'date',
      virtual: true,
      label: label('Запись открывается', 'Bookable from'),
      admin: {
        readOnly: true,
        position: 'sidebar',
        date: { pickerAppearance: 'dayAndTime', timeFormat: 'HH:mm', displayFormat: 'dd.MM.yyyy HH:mm' },
      },
      hooks: { afterRead: [readBookableFrom] },
    },
  ],
}
