import type { CollectionConfig, PayloadRequest } from 'payload'
import { capacityField, dayField, endsNextDayField, holds, timeField } from '@/collections/fields'
import { activeOr, unfiltered } from '@/collections/fields/offered'
import { recurrenceFields } from './recurrence'
import { serviceLines } from './serviceLines'
import { checkEvent } from '@/hooks/events/checkEvent'
import { expandDates } from '@/hooks/events/expandDates'
import { readState } from '@/hooks/events/readState'
import { requireOperation } from '@/hooks/events/requireOperation'
import { isDate } from '@/domain/time/calendar'
import { labels, options } from '@/i18n/labels'

/** An event that is being created has no dates to show. */
const existing = (_data: unknown, _siblings: unknown, { operation }: { operation: string }) => operation === 'update'

/** The day that was clicked in the calendar. Only the panel's form asks so; a program sends the date itself. */
const dayAskedFor = ({ req }: { req: PayloadRequest }): string | undefined => {
  const { date } = req.query
  return req.payloadAPI !== 'REST' && typeof date === 'string' && isDate(date) ? date : undefined
}

export const Events: CollectionConfig = {
  slug: 'events',
  labels: { singular: labels('event.singular'), plural: labels('event.plural') },
  admin: {
    group: labels('menu.planning'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'place', 'type', 'nextDate', 'startTime', 'capacity', 'state'],
    listSearchableFields: ['title'],
    components: {
      views: { list: { Component: '@/admin/onDemand#ScheduleView' } },
      edit: { SaveButton: '@/admin/onDemand#SaveEvent' },
    },
    description: labels('event.description'),
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
    {
      type: 'row',
      fields: [
        {
          name: 'title',
          type: 'text',
          required: true,
          maxLength: 200,
          label: labels('event.fields.title'),
          index: true,
        },
        {
          name: 'place',
          type: 'relationship',
          relationTo: 'places',
          required: true,
          label: labels('event.fields.place'),
          filterOptions: activeOr(({ data }) => (data as { place?: unknown } | undefined)?.place),
          validate: unfiltered,
        },
      ],
    },
    {
      name: 'presets',
      type: 'ui',
      label: labels('event.fields.presets'),
      admin: { disableListColumn: true, components: { Field: '@/admin/onDemand#DatePresets' } },
    },
    {
      name: 'type',
      type: 'radio',
      required: true,
      defaultValue: 'oneOff',
      enumName: 'event_type',
      label: labels('event.fields.type'),
      options: options('event.choices.type', ['oneOff', 'recurring']),
    },
    {
      type: 'row',
      fields: [
        {
          ...dayField({ name: 'date', label: labels('event.fields.date'), required: true }),
          defaultValue: dayAskedFor,
        },
        timeField({ name: 'startTime', label: labels('event.fields.startTime'), required: true }),
        timeField({ name: 'endTime', label: labels('event.fields.endTime'), required: true }),
        capacityField({ admin: { description: labels('event.hints.capacity') } }),
      ],
    },
    endsNextDayField({ admin: { components: { Field: '@/admin/event/NightField#NightField' } } }),
    recurrenceFields,
    {
      name: 'rrule',
      type: 'text',
      maxLength: 2000,
      label: labels('event.fields.rrule'),
      // Shown only if the form can't express the rule; otherwise the form writes it.
      admin: { condition: (data) => data?.type === 'recurring' && Boolean(data.rrule) && !data.recurrence?.frequency },
    },
    {
      name: 'skipDates',
      type: 'array',
      label: labels('event.fields.skipDates'),
      labels: { singular: labels('event.skipDates.singular'), plural: labels('event.skipDates.plural') },
      maxRows: 500,
      admin: { condition: (data) => data?.type === 'recurring' },
      fields: [
        {
          type: 'row',
          fields: [
            dayField({ name: 'date', label: labels('event.skipDates.date'), required: true }),
            { name: 'reason', type: 'text', maxLength: 500, label: labels('event.skipDates.reason') },
          ],
        },
      ],
    },
    serviceLines,
    {
      name: 'announce',
      type: 'checkbox',
      defaultValue: false,
      label: labels('event.fields.announce'),
    },
    {
      name: 'dates',
      type: 'ui',
      label: labels('event.fields.dates'),
      admin: {
        condition: existing,
        disableListColumn: true,
        components: { Field: '@/admin/onDemand#EventDates' },
      },
    },
    {
      name: 'summary',
      type: 'ui',
      label: labels('event.fields.summary'),
      admin: {
        position: 'sidebar',
        disableListColumn: true,
        components: { Field: '@/admin/onDemand#EventSummary' },
      },
    },
    {
      name: 'whole',
      type: 'ui',
      label: labels('event.fields.whole'),
      admin: {
        position: 'sidebar',
        condition: existing,
        disableListColumn: true,
        components: { Field: '@/admin/onDemand#WholeEvent' },
      },
    },
    { name: 'archivedAt', type: 'date', label: labels('event.fields.archivedAt'), admin: { hidden: true } },
    {
      name: 'state',
      type: 'select',
      virtual: true,
      label: labels('event.fields.state'),
      admin: { hidden: true },
      options: options('event.choices.state', ['active', 'archived']),
    },
    {
      name: 'nextDate',
      type: 'text',
      virtual: true,
      label: labels('event.fields.nextDate'),
      admin: { hidden: true },
    },
    {
      name: 'lastDate',
      type: 'text',
      label: labels('event.fields.lastDate'),
      admin: { hidden: true },
      ...holds('day'),
    },
    { name: 'expandedUntil', type: 'text', admin: { hidden: true } },
    { name: 'deletedAt', type: 'date', admin: { hidden: true } },
  ],
}
