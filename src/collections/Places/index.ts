import type { CollectionConfig } from 'payload'
import { activeField, fieldRefusal, type Reader } from '@/collections/fields'
import { isZone } from '@/domain/time/zone'
import { keepWallClock } from '@/hooks/places/keepWallClock'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { labels } from '@/i18n/labels'

const audited = recordEdits('places', { title: true, address: true, timezone: true, active: true })

export const Places: CollectionConfig = {
  slug: 'places',
  labels: { singular: labels('place.singular'), plural: labels('place.plural') },
  admin: {
    group: labels('menu.catalogue'),
    useAsTitle: 'title',
    defaultColumns: ['title', 'address', 'timezone', 'active'],
    listSearchableFields: ['title', 'address'],
    description: labels('place.description'),
    components: { edit: { SaveButton: '@/admin/onDemand#SavePlace' } },
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeChange: [keepWallClock],
    beforeDelete: [rejectWhenReferenced('places')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200, label: labels('place.fields.title'), index: true },
    { name: 'address', type: 'text', maxLength: 500, label: labels('place.fields.address') },
    {
      name: 'timezone',
      type: 'text',
      required: true,
      defaultValue: 'Europe/Moscow',
      label: labels('place.fields.timezone'),
      admin: {
        description: labels('place.hints.timezone'),
        components: { Field: '@/admin/places/ZoneField#ZoneField' },
      },
      validate: (value: unknown, { req }: { req: Reader }) =>
        (typeof value === 'string' && isZone(value)) || fieldRefusal(req, 'fieldZone'),
    },
    activeField,
  ],
}
