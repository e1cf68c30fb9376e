import type { ArrayField } from 'payload'
import { bookingWindowField } from '@/collections/fields/bookingWindow'
import { capacityField, timeField } from '@/collections/fields'
import { activeOr, unfiltered } from '@/collections/fields/offered'
import { labels } from '@/i18n/labels'

/** The services of the event. A line keeps its id across edits, because occurrences are identified by it. */
export const serviceLines: ArrayField = {
  name: 'services',
  type: 'array',
  required: true,
  minRows: 1,
  maxRows: 50,
  label: labels('serviceLine.title'),
  labels: { singular: labels('serviceLine.singular'), plural: labels('serviceLine.plural') },
  admin: {
    components: { Field: '@/admin/onDemand#ServiceTable' },
  },
  fields: [
    {
      name: 'service',
      type: 'relationship',
      relationTo: 'services',
      required: true,
      label: labels('serviceLine.fields.service'),
      filterOptions: activeOr(({ siblingData }) => (siblingData as { service?: unknown } | undefined)?.service),
      validate: unfiltered,
    },
    {
      type: 'row',
      fields: [
        timeField({ name: 'startTime', label: labels('serviceLine.fields.startTime'), required: true }),
        timeField({ name: 'endTime', label: labels('serviceLine.fields.endTime'), required: true }),
        capacityField(),
      ],
    },
    bookingWindowField({ required: true, inLine: true }),
  ],
}
