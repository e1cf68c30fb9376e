import type { CollectionConfig } from 'payload'
import { activeField, capacityField } from '@/collections/fields'
import { bookingWindowField } from '@/collections/fields/bookingWindow'
import { stored } from '@/config/columns'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { labels } from '@/i18n/labels'

const audited = recordEdits('services', {
  title: true,
  description: true,
  capacity: true,
  minutes: true,
  bookingWindow: true,
  registration: true,
  allowOverlap: true,
  active: true,
  mksId: true,
})

export const Services: CollectionConfig = {
  slug: 'services',
  labels: { singular: labels('service.singular'), plural: labels('service.plural') },
  admin: {
    group: labels('menu.catalogue'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'capacity', 'minutes', 'registration', 'active'],
    listSearchableFields: ['title', 'description'],
    description: labels('service.description'),
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeDelete: [rejectWhenReferenced('services')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200, label: labels('service.fields.title'), index: true },
    { name: 'description', type: 'textarea', maxLength: 2000, label: labels('service.fields.description') },
    {
      type: 'row',
      fields: [
        capacityField({ defaultValue: 10 }),
        {
          name: 'minutes',
          type: 'number',
          required: true,
          min: 1,
          max: 1440,
          defaultValue: 30,
          label: labels('service.fields.minutes'),
          ...stored({ as: 'integer' }),
        },
      ],
    },
    bookingWindowField({ required: true }),
    {
      name: 'registration',
      type: 'checkbox',
      defaultValue: false,
      label: labels('service.fields.registration'),
      admin: {
        description: labels('service.hints.registration'),
      },
    },
    {
      name: 'allowOverlap',
      type: 'checkbox',
      defaultValue: false,
      label: labels('service.fields.allowOverlap'),
      admin: {
        description: labels('service.hints.allowOverlap'),
      },
    },
    { name: 'mksId', type: 'number', label: labels('service.fields.mksId'), admin: { position: 'sidebar' } },
    activeField,
  ],
}
