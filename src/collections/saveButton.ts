import type { CollectionConfig } from 'payload'

type Admin = NonNullable<CollectionConfig['admin']>

/** On every record: our Save button where it has no other, and what guards its form. */
export const withSaveButton = (components: Admin['components'] = {}): Admin['components'] => ({
  ...components,
  edit: {
    SaveButton: '@/admin/ui/SaveDocument#SaveDocument',
    ...components.edit,
    beforeDocumentControls: ['@/admin/requests/OpenForm#OpenForm', ...(components.edit?.beforeDocumentControls ?? [])],
  },
})
