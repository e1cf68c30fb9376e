import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { isHttps } from '@/config/env'
import { endSessions } from '@/hooks/users/endSessions'
import { notePassword } from '@/hooks/users/notePassword'
import { refuseBlocked } from '@/hooks/users/refuseBlocked'
import { resetLetter } from '@/hooks/users/resetLetter'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { keepOneAdministrator } from '@/hooks/users/keepOneAdministrator'

const audited = recordEdits('users', { name: true, email: true, role: true, blocked: true })

export const Users: CollectionConfig = {
  slug: 'users',
  labels: { singular: label('Пользователь', 'User'), plural: label('Пользователи', 'Users') },
  auth: {
    tokenExpiration: 12 * 60 * 60,
    // Payload's own lock would let anybody lock anybody out. Attempts are counted in src/operations/users/signInAttempts.ts.
    maxLoginAttempts: 0,
    useSessions: true,
    cookies: { secure: isHttps(), sameSite: 'Lax' },
    forgotPassword: resetLetter,
  },
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'role', 'blocked'],
    listSearchableFields: ['name', 'email'],
    group: label('Доступ', 'Access'),
  },
  hooks: {
    beforeValidate: [notePassword],
    beforeChange: [keepOneAdministrator],
    beforeLogin: [refuseBlocked],
    afterChange: [audited.afterChange, endSessions],
    beforeDelete: [rejectWhenReferenced('users'), keepOneAdministrator],
    afterDelete: [audited.afterDelete],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 200, label: label('Имя', 'Name') },
    // Payload's own field, named to be governed: single sign-on trusts it.
    { name: 'email', type: 'email', required: true, unique: true },
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
    {
      name: 'blocked',
      type: 'checkbox',
      defaultValue: false,
      label: label('Вход закрыт', 'Blocked'),
      admin: {
        position: 'sidebar',
        description: label(
          'Не войдёт ни с паролем, ни через единый вход; открытые сеансы заканчиваются',
          'Can sign in neither with a password nor by single sign-on; open sessions end',
        ),
      },
    },
    {
      name: 'sessionsAndSignOn',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/users/Sessions#Sessions' } },
    },
  ],
}
