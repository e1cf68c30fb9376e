import type { CollectionConfig } from 'payload'
import { apiKeyStrategy } from '@/access/apiKeyStrategy'
import { label } from '@/collections/fields'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'

/**
 * Keys of programs. Own strategy instead of Payload's `useAPIKey`, which stores keys so that they can
 * be read back: here only a hash is kept, and the key is shown once, when it is issued.
 */
const audited = recordEdits('integrations', {
  name: true,
  scope: true,
  revokedAt: true,
  // Written when a key is issued, which has an entry of its own, and when it is used.
  prefix: false,
  keyHash: false,
  lastUsedAt: false,
})

export const Integrations: CollectionConfig = {
  slug: 'integrations',
  labels: { singular: label('Ключ API', 'API key'), plural: label('Ключи API', 'API keys') },
  auth: { disableLocalStrategy: true, strategies: [apiKeyStrategy] },
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'scope', 'prefix', 'lastUsedAt', 'revokedAt'],
    listSearchableFields: ['name', 'prefix'],
    group: label('Доступ', 'Access'),
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeDelete: [rejectWhenReferenced('integrations')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 200, label: label('Название', 'Name') },
    {
      name: 'scope',
      type: 'select',
      required: true,
      defaultValue: 'read',
      enumName: 'integration_scope',
      label: label('Что можно', 'Scope'),
      options: [
        { value: 'read', label: label('Читать расписание и свободные места', 'Read the schedule and availability') },
        { value: 'booking', label: label('Ещё искать посетителей и записывать', 'Also find visitors and book') },
      ],
    },
    { name: 'prefix', type: 'text', label: label('Начало ключа', 'Key begins with'), admin: { readOnly: true } },
    { name: 'keyHash', type: 'text', index: true, hidden: true },
    { name: 'lastUsedAt', type: 'date', label: label('Использован', 'Last used'), admin: { readOnly: true } },
    {
      name: 'revokedAt',
      type: 'date',
      label: label('Отозван', 'Revoked at'),
      admin: {
        description: label(
          'Дата отзыва; ключ перестаёт работать сразу',
          'When it was revoked; it stops working at once',
        ),
      },
    },
    { name: 'issue', type: 'ui', admin: { components: { Field: '@/admin/fields/IssueKey#IssueKey' } } },
  ],
}
