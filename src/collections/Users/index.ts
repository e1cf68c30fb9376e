import type { CollectionConfig } from 'payload'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { isHttps } from '@/config/env'
import { askCurrentPassword } from '@/hooks/users/askCurrentPassword'
import { askSecondFactor } from '@/hooks/users/askSecondFactor'
import { endSessions } from '@/hooks/users/endSessions'
import { notePassword } from '@/hooks/users/notePassword'
import { refuseBlocked } from '@/hooks/users/refuseBlocked'
import { refuseWeakPasswords } from '@/hooks/users/refuseWeakPasswords'
import { resetLetter } from '@/hooks/users/resetLetter'
import { tellOwner } from '@/hooks/users/tellOwner'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { keepOneAdministrator } from '@/hooks/users/keepOneAdministrator'
import { labels, options } from '@/i18n/labels'

const audited = recordEdits('users', { name: true, email: true, role: true, blocked: true })

export const Users: CollectionConfig = {
  slug: 'users',
  labels: { singular: labels('user.singular'), plural: labels('user.plural') },
  auth: {
    tokenExpiration: 12 * 60 * 60,
    // Payload's own lock would let anybody lock anybody out. Attempts are counted in
    // src/operations/users/signInAttempts.ts.
    maxLoginAttempts: 0,
    useSessions: true,
    cookies: { secure: isHttps(), sameSite: 'Lax' },
    forgotPassword: resetLetter,
  },
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'role', 'blocked'],
    listSearchableFields: ['name', 'email'],
    group: labels('menu.access'),
  },
  hooks: {
    beforeOperation: [refuseWeakPasswords, askCurrentPassword],
    beforeValidate: [notePassword],
    beforeChange: [keepOneAdministrator],
    beforeLogin: [refuseBlocked, askSecondFactor],
    afterChange: [audited.afterChange, endSessions, tellOwner],
    beforeDelete: [rejectWhenReferenced('users'), keepOneAdministrator],
    afterDelete: [audited.afterDelete],
  },
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    {
      name: 'currentPassword',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/users/CurrentPassword#CurrentPassword' } },
    },
    { name: 'name', type: 'text', required: true, maxLength: 200, label: labels('user.fields.name') },
    // Payload's own field, listed here so that the access table covers it: single sign-on relies on it.
    { name: 'email', type: 'email', required: true, unique: true },
    {
      name: 'role',
      type: 'select',
      required: true,
      defaultValue: 'viewer',
      enumName: 'user_role',
      saveToJWT: false,
      label: labels('user.fields.role'),
      options: options('user.choices.role', ['administrator', 'coordinator', 'viewer']),
    },
    {
      name: 'blocked',
      type: 'checkbox',
      defaultValue: false,
      label: labels('user.fields.blocked'),
      admin: {
        position: 'sidebar',
        description: labels('user.hints.blocked'),
      },
    },
    {
      name: 'secondFactor',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/onDemand#SecondFactor' } },
    },
    {
      name: 'sessionsAndSignOn',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/onDemand#Sessions' } },
    },
  ],
}
