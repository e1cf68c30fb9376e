import type { CollectionConfig } from 'payload'
import { activeField, capacityField, label } from '@/collections/fields'
import { bookingWindowField } from '@/collections/fields/bookingWindow'
import { stored } from '@/config/columns'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'

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
  labels: { singular: label('Услуга', 'Service'), plural: label('Услуги', 'Services') },
  admin: {
    group: label('Каталог', 'Catalogue'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'capacity', 'minutes', 'registration', 'active'],
    listSearchableFields: ['title', 'description'],
    description: label(
      'Каталог видов помощи. События выбирают услуги отсюда',
      'The catalogue of help. Events pick their services from it',
    ),
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeDelete: [rejectWhenReferenced('services')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200, label: label('Название', 'Title'), index: true },
    { name: 'description', type: 'textarea', maxLength: 2000, label: label('Описание', 'Description') },
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
          label: label('Длительность, мин', 'Duration, min'),
          ...stored({ as: 'integer' }),
        },
      ],
    },
    bookingWindowField({ required: true }),
    {
      name: 'registration',
      type: 'checkbox',
      defaultValue: false,
      label: label('Первичная регистрация', 'First registration'),
      admin: {
        description: label(
          'На неё записывают новых посетителей; после посещения они становятся зарегистрированными',
          'New visitors can be booked on it; attending it makes them registered',
        ),
      },
    },
    {
      name: 'allowOverlap',
      type: 'checkbox',
      defaultValue: false,
      label: label('Может идти одновременно с другой услугой', 'May overlap another service'),
      admin: {
        description: label(
          'Например, стирка: человек сдал вещи и пошёл в душ',
          'Laundry, for example: the clothes are washed while the person showers',
        ),
      },
    },
    { name: 'mksId', type: 'number', label: label('Код в МКС', 'MKS id'), admin: { position: 'sidebar' } },
    activeField,
  ],
}
