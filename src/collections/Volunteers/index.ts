import type { CollectionConfig } from 'payload'
import { fieldRefusal, type Reader } from '@/collections/fields'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { labels } from '@/i18n/labels'

const audited = recordEdits('volunteers', { name: true, telegramId: true, blocked: true })

export const Volunteers: CollectionConfig = {
  slug: 'volunteers',
  labels: { singular: labels('volunteer.singular'), plural: labels('volunteer.plural') },
  admin: {
    group: labels('menu.access'),
    useAsTitle: 'name',
    defaultColumns: ['name', 'telegramId', 'blocked', 'createdAt'],
    listSearchableFields: ['name', 'telegramId'],
    description: labels('volunteer.description'),
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeDelete: [rejectWhenReferenced('volunteers')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 300, label: labels('volunteer.fields.name') },
    {
      name: 'telegramId',
      type: 'text',
      required: true,
      unique: true,
      label: labels('volunteer.fields.telegramId'),
      validate: (value: unknown, { req }: { req: Reader }) =>
        (typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value)) || fieldRefusal(req, 'fieldTelegramId'),
    },
    {
      name: 'blocked',
      type: 'checkbox',
      defaultValue: false,
      label: labels('volunteer.fields.blocked'),
      admin: { position: 'sidebar' },
    },
  ],
}
