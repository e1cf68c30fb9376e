import type { CollectionConfig } from 'payload'
import { label, say, type Reader } from '@/collections/fields'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'

const audited = recordEdits('volunteers', { name: true, telegramId: true, blocked: true })

export const Volunteers: CollectionConfig = {
  slug: 'volunteers',
  labels: { singular: label('Волонтёр', 'Volunteer'), plural: label('Волонтёры', 'Volunteers') },
  admin: {
    group: label('Доступ', 'Access'),
    useAsTitle: 'name',
    defaultColumns: ['name', 'telegramId', 'blocked', 'createdAt'],
    listSearchableFields: ['name', 'telegramId'],
    description: label(
      'Участники чата волонтёров, которые пользуются ботом',
      'Members of the volunteer chat who use the bot',
    ),
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeDelete: [rejectWhenReferenced('volunteers')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 300, label: label('Имя', 'Name') },
    {
      name: 'telegramId',
      type: 'text',
      required: true,
      unique: true,
      label: label('Номер в Telegram', 'Telegram id'),
      validate: (value: unknown, { req }: { req: Reader }) =>
        (typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value)) || say(req, 'fieldTelegramId'),
    },
    {
      name: 'blocked',
      type: 'checkbox',
      defaultValue: false,
      label: label('Заблокирован', 'Blocked'),
      admin: { position: 'sidebar' },
    },
  ],
}
