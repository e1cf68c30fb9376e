import type { CollectionConfig } from 'payload'
import { apiKeyStrategy } from '@/access/apiKeyStrategy'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { labels, options } from '@/i18n/labels'

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
  labels: { singular: labels('integration.singular'), plural: labels('integration.plural') },
  auth: { disableLocalStrategy: true, strategies: [apiKeyStrategy] },
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'scope', 'prefix', 'lastUsedAt', 'revokedAt'],
    listSearchableFields: ['name', 'prefix'],
    group: labels('menu.access'),
    components: { edit: { SaveButton: '@/admin/onDemand#SaveKey' } },
  },
  hooks: {
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeDelete: [rejectWhenReferenced('integrations')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 200, label: labels('integration.fields.name') },
    {
      name: 'scope',
      type: 'select',
      required: true,
      defaultValue: 'read',
      enumName: 'integration_scope',
      label: labels('integration.fields.scope'),
      options: options('integration.choices.scope', ['read', 'booking']),
    },
    { name: 'prefix', type: 'text', label: labels('integration.fields.prefix'), admin: { readOnly: true } },
    { name: 'keyHash', type: 'text', index: true, hidden: true },
    { name: 'lastUsedAt', type: 'date', label: labels('integration.fields.lastUsedAt'), admin: { readOnly: true } },
    {
      name: 'revokedAt',
      type: 'date',
      label: labels('integration.fields.revokedAt'),
      admin: {
        description: labels('integration.hints.revokedAt'),
      },
    },
    { name: 'issue', type: 'ui', admin: { components: { Field: '@/admin/fields/IssueKey#IssueKey' } } },
  ],
}
