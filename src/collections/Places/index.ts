import type { CollectionConfig } from 'payload'
import { activeField, label, say, type Reader } from '@/collections/fields'
import { isZone } from '@/domain/time/zone'
import { keepZone } from '@/hooks/places/keepZone'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'

const audited = recordEdits('places', { title: true, address: true, timezone: true, active: true })

export const Places: CollectionConfig = {
  slug: 'places',
  labels: { singular: label('Место', 'Place'), plural: label('Места', 'Places') },
  admin: {
    group: label('Каталог', 'Catalogue'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'address', 'timezone', 'active'],
    listSearchableFields: ['title', 'address'],
    description: label('Где проходят события', 'Where events take place'),
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeChange: [keepZone],
    beforeDelete: [rejectWhenReferenced('places')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200, label: label('Название', 'Title'), index: true },
    { name: 'address', type: 'text', maxLength: 500, label: label('Адрес', 'Address') },
    {
      name: 'timezone',
      type: 'text',
      required: true,
      defaultValue: 'Europe/Moscow',
      label: label('Часовой пояс', 'Time zone'),
      admin: {
        description: label('По базе IANA, например Asia/Yekaterinburg', 'An IANA name, such as Asia/Yekaterinburg'),
      },
      validate: (value: unknown, { req }: { req: Reader }) =>
        (typeof value === 'string' && isZone(value)) || say(req, 'fieldZone'),
    },
    activeField,
  ],
}
