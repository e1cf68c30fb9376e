import type { CollectionConfig } from 'payload'
import { capacityField, dayField, label, timeField } from '@/collections/fields'
import { activeOr, unfiltered } from '@/collections/fields/offered'
import { recurrenceFields } from './recurrence'
import { serviceLines } from './serviceLines'
import { checkEvent } from '@/hooks/events/checkEvent'
import { expandDates } from '@/hooks/events/expandDates'
import { readState } from '@/hooks/events/readState'
import { requireOperation } from '@/hooks/events/requireOperation'

/** There is nothing to show of an event that is being created. */
const existing = (_data: unknown, _siblings: unknown, { operation }: { operation: string }) => operation === 'update'

export const Events: CollectionConfig = {
  slug: 'events',
  labels: { singular: label('Событие', 'Event'), plural: label('Расписание', 'Schedule') },
  admin: {
    group: label('Планирование', 'Planning'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'place', 'type', 'nextDate', 'startTime', 'capacity', 'state'],
    listSearchableFields: ['title'],
    components: {
      views: { list: { Component: '@/admin/schedule/ScheduleView#ScheduleView' } },
      edit: { SaveButton: '@/admin/event/SaveEvent#SaveEvent' },
    },
    description: label(
      'Что планирует администратор: место, время и услуги внутри',
      'What an administrator plans: a place, a time and the services inside',
    ),
  },
  hooks: {
    beforeOperation: [requireOperation, checkEvent],
    afterChange: [expandDates],
    afterRead: [readState],
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200, label: label('Название', 'Title'), index: true },
    {
      name: 'place',
      type: 'relationship',
      relationTo: 'places',
      required: true,
      label: label('Место', 'Place'),
      filterOptions: activeOr(({ data }) => (data as { place?: unknown } | undefined)?.place),
      validate: unfiltered,
    },
    {
      name: 'type',
      type: 'radio',
      required: true,
      defaultValue: 'oneOff',
      enumName: 'event_type',
      label: label('Тип', 'Type'),
      options: [
        { value: 'oneOff', label: label('Разовое', 'One-off') },
        { value: 'recurring', label: label('Повторяющееся', 'Recurring') },
      ],
    },
    dayField({
      name: 'date',
      ru: 'Дата (у повторяющегося — первая)',
      en: 'Date (the first one of a series)',
      required: true,
    }),
    {
      type: 'row',
      fields: [
        timeField({ name: 'startTime', ru: 'Начало', en: 'Start', required: true }),
        timeField({ name: 'endTime', ru: 'Конец', en: 'End', required: true }),
      ],
    },
    capacityField({
      admin: { description: label('Сколько разных людей в один день', 'How many different people on one day') },
    }),
    recurrenceFields,
    {
      name: 'rrule',
      type: 'text',
      maxLength: 2000,
      label: label('Правило (RFC 5545)', 'Rule (RFC 5545)'),
      // Shown where the form has no words for it; otherwise the form writes it.
      admin: { condition: (data) => data?.type === 'recurring' && Boolean(data.rrule) && !data.recurrence?.frequency },
    },
    {
      name: 'skipDates',
      type: 'array',
      label: label('Пропустить даты', 'Skip dates'),
      labels: { singular: label('Дата', 'Date'), plural: label('Даты', 'Dates') },
      maxRows: 500,
      admin: { condition: (data) => data?.type === 'recurring' },
      fields: [
        {
          type: 'row',
          fields: [
            dayField({ name: 'date', ru: 'Дата', en: 'Date', required: true }),
            { name: 'reason', type: 'text', maxLength: 500, label: label('Причина', 'Reason') },
          ],
        },
      ],
    },
    serviceLines,
    {
      name: 'announce',
      type: 'checkbox',
      defaultValue: false,
      label: label('Сообщить в чат волонтёров', 'Announce in the volunteer chat'),
    },
    {
      name: 'dates',
      type: 'ui',
      label: label('Даты', 'Dates'),
      admin: {
        condition: existing,
        disableListColumn: true,
        components: { Field: '@/admin/event/EventDates#EventDates' },
      },
    },
    {
      name: 'whole',
      type: 'ui',
      label: label('Событие целиком', 'The whole event'),
      admin: {
        position: 'sidebar',
        condition: existing,
        disableListColumn: true,
        components: { Field: '@/admin/event/WholeEvent#WholeEvent' },
      },
    },
    { name: 'archivedAt', type: 'date', label: label('В архиве с', 'Archived at'), admin: { hidden: true } },
    {
      name: 'state',
      type: 'select',
      virtual: true,
      label: label('Состояние', 'State'),
      admin: { hidden: true },
      options: [
        { value: 'active', label: label('Активно', 'Active') },
        { value: 'archived', label: label('В архиве', 'Archived') },
      ],
    },
    {
      name: 'nextDate',
      type: 'text',
      virtual: true,
      label: label('Ближайшая дата', 'Next date'),
      admin: { hidden: true },
    },
    { name: 'lastDate', type: 'text', label: label('Последняя дата', 'Last date'), admin: { hidden: true } },
    { name: 'expandedUntil', type: 'text', admin: { hidden: true } },
    { name: 'deletedAt', type: 'date', admin: { hidden: true } },
  ],
}
