import type { CollectionConfig } from 'payload'
import { stored } from '@/config/columns'
import { askAboutDuplicates } from '@/hooks/visitors/askAboutDuplicates'
import { cleanVisitor } from '@/hooks/visitors/cleanVisitor'
import { dropOldPhoto } from '@/hooks/visitors/dropOldPhoto'
import { eraseBeforeDelete } from '@/hooks/visitors/eraseBeforeDelete'
import { hideMerged } from '@/hooks/visitors/hideMerged'
import { keepSearchKeys } from '@/hooks/visitors/keepSearchKeys'
import { lockVisitor } from '@/hooks/visitors/lockVisitor'
import { recordChange } from '@/hooks/visitors/recordChange'
import { recordLook } from '@/hooks/visitors/recordLook'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { consentFields, consentRecorder } from './consent'
import { labels, options } from '@/i18n/labels'

export const Visitors: CollectionConfig = {
  slug: 'visitors',
  labels: { singular: labels('visitor.singular'), plural: labels('visitor.plural') },
  admin: {
    useAsTitle: 'fullName',
    defaultColumns: ['fullName', 'cardNumber', 'phone', 'status'],
    listSearchableFields: ['fullName', 'cardNumber', 'phone'],
    // Hidden from the menu but reachable by address: people are found through occurrences and the search.
    group: false,
    components: { edit: { SaveButton: '@/admin/onDemand#SaveVisitor' } },
  },
  hooks: {
    beforeOperation: [hideMerged, lockVisitor],
    beforeValidate: [cleanVisitor],
    beforeChange: [askAboutDuplicates],
    afterChange: [keepSearchKeys, recordChange, dropOldPhoto],
    afterOperation: [recordLook('visitors')],
    beforeDelete: [rejectWhenReferenced('visitors'), eraseBeforeDelete],
  },
  defaultSort: 'fullName',
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    {
      name: 'leadsElsewhere',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/onDemand#LeadsElsewhere' } },
    },
    {
      type: 'row',
      fields: [
        { name: 'lastName', type: 'text', required: true, label: labels('visitor.fields.lastName') },
        { name: 'firstName', type: 'text', required: true, label: labels('visitor.fields.firstName') },
        { name: 'middleName', type: 'text', label: labels('visitor.fields.middleName') },
      ],
    },
    {
      name: 'fullName',
      type: 'text',
      index: true,
      label: labels('visitor.fields.fullName'),
      admin: { hidden: true, components: { Cell: '@/admin/cells/PersonCell#PersonCell' } },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'cardNumber',
          type: 'text',
          unique: true,
          label: labels('visitor.fields.cardNumber'),
          admin: { description: labels('visitor.hints.cardNumber') },
        },
        {
          name: 'phone',
          type: 'text',
          index: true,
          label: labels('visitor.fields.phone'),
          admin: {
            components: { Cell: '@/admin/cells/PhoneCell#PhoneCell', Field: '@/admin/onDemand#PhoneField' },
          },
        },
        {
          name: 'birthYear',
          type: 'number',
          min: 1900,
          max: 2100,
          label: labels('visitor.fields.birthYear'),
          ...stored({ as: 'integer' }),
        },
      ],
    },
    { name: 'comment', type: 'textarea', maxLength: 2000, label: labels('visitor.fields.comment') },
    { name: 'photo', type: 'upload', relationTo: 'media', label: labels('visitor.fields.photo') },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'new',
      enumName: 'visitor_status',
      label: labels('visitor.fields.status'),
      admin: { position: 'sidebar' },
      options: options('visitor.choices.status', ['new', 'registered']),
    },
    consentFields,
    consentRecorder,
    {
      name: 'mergedInto',
      type: 'relationship',
      relationTo: 'visitors',
      index: true,
      label: labels('visitor.fields.mergedInto'),
      admin: { hidden: true },
    },
    { name: 'erasedAt', type: 'date', label: labels('visitor.fields.erasedAt'), admin: { hidden: true } },
    {
      name: 'records',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/onDemand#Records' } },
    },
    {
      name: 'personalData',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/onDemand#PersonalData' } },
    },
    { name: 'mksId', type: 'number', label: labels('visitor.fields.mksId'), admin: { position: 'sidebar' } },
  ],
}
