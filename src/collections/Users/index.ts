import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { keepOneAdministrator } from '@/hooks/users/keepOneAdministrator'

const audited = recordEdits('user', 'users', ['name', 'email', 'role'])

export const Users: CollectionConfig = {
  slug: 'users',
  labels: { singular: label('Пользователь', 'User'), plural: label('Пользователи', 'Users') },
  auth: { tokenExpiration: 12 * 60 * 60, maxLoginAttempts: 5, lockTime: 10 * 60 * 1000, useSessions: true },
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'role'],
    listSearchableFields: ['name', 'email'],
    group: label('Доступ', 'Access'),
  },
  hooks: { afterChange: [audited.afterChange], afterDelete: [audited.afterDelete], beforeDelete: [rejectWhenReferenced('users'), keepOneAdministrator], beforeChange: [keepOneAdministrator] },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 200, label: label('Имя', 'Name') },
    {
      name: 'role',
      type: 'select',
      required: true,
      defaultValue: 'viewer',
      enumName: 'user_role',
      saveToJWT: false,
      label: label('Роль', 'Role'),
      options: [
        { value: 'administrator', label: label('Администратор', 'Administrator') },
        { value: 'coordinator', label: label('Координатор', 'Coordinator') },
        { value: 'viewer', label: label('Наблюдатель', 'Viewer') },
      ],
    },
  ],
}
