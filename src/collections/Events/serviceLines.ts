import type { ArrayField } from 'payload'
import { bookingWindowField } from '@/collections/fields/bookingWindow'
import { capacityField, label, timeField } from '@/collections/fields'
import { activeOr, unfiltered } from '@/collections/fields/offered'

/** What is offered inside the event. A line keeps its id across edits: occurrences are found by it. */
export const serviceLines: ArrayField = {
  name: 'services',
  type: 'array',
  required: true,
  minRows: 1,
  maxRows: 50,
  label: label('Услуги', 'Services'),
  labels: { singular: label('Услуга', 'Service'), plural: label('Услуги', 'Services') },
  admin: {
    components: { RowLabel: '@/admin/event/LineLabel#LineLabel', afterInput: ['@/admin/event/LineKeys#LineKeys'] },
  },
  fields: [
    {
      name: 'service',
      type: 'relationship',
      relationTo: 'services',
      required: true,
      label: label('Услуга', 'Service'),
      filterOptions: activeOr(({ siblingData }) => (siblingData as { service?: unknown } | undefined)?.service),
      validate: unfiltered,
      admin: { allowCreate: false, allowEdit: false, components: { Field: '@/admin/event/ServiceField#ServiceField' } },
    },
    {
      type: 'row',
      fields: [
        timeField({ name: 'startTime', ru: 'Начало', en: 'Start', required: true }),
        timeField({ name: 'endTime', ru: 'Конец', en: 'End', required: true }),
        capacityField(),
      ],
    },
    bookingWindowField({ required: true, inLine: true }),
  ],
}
