import type { CollectionConfig } from 'payload'

type Admin = NonNullable<CollectionConfig['admin']>

/** Our Save button on every record that has no other of its own. */
export const withSaveButton = (components: Admin['components'] = {}): Admin['components'] => ({
  ...components,
  edit: { SaveButton: '@/admin/ui/SaveDocument#SaveDocument', ...components.edit },
})
