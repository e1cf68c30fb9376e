import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'
import { stored } from '@/config/columns'
import { cleanVisitor } from '@/hooks/visitors/cleanVisitor'
import { dropOldPhoto } from '@/hooks/visitors/dropOldPhoto'
import { eraseBeforeDelete } from '@/hooks/visitors/eraseBeforeDelete'
import { keepSearchKeys } from '@/hooks/visitors/keepSearchKeys'
import { recordChange } from '@/hooks/visitors/recordChange'
import { recordLook } from '@/hooks/visitors/recordLook'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { consentFields } from './consent'

export const Visitors: CollectionConfig = {
  slug: 'visitors',
  labels: { singular: label('Посетитель', 'Visitor'), plural: label('Посетители', 'Visitors') },
  admin: {
    useAsTitle: 'fullName',
    defaultColumns: ['fullName', 'cardNumber', 'phone', 'status'],
    listSearchableFields: ['fullName', 'cardNumber', 'phone'],
    // Absent from the menu, reachable by address: people are found through occurrences and the search.
    group: false,
  },
  hooks: {
    beforeValidate: [cleanVisitor],
    afterChange: [keepSearchKeys, recordChange, dropOldPhoto],
    afterOperation: [recordLook],
    beforeDelete: [rejectWhenReferenced('visitors'), eraseBeforeDelete],
  },
  defaultSort: 'fullName',
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'lastName', type: 'text', required: true, label: label('Фамилия', 'Last name') },
        { name: 'firstName', type: 'text', required: true, label: label('Имя', 'First name') },
        { name: 'middleName', type: 'text', label: label('Отчество', 'Middle name') },
      ],
    },
    { name: 'fullName', type: 'text', index: true, label: label('ФИО', 'Full name'), admin: { hidden: true } },
    {
      type: 'row',
      fields: [
        {
          name: 'cardNumber',
          type: 'text',
          unique: true,
          label: label('Номер карты', 'Card number'),
          admin: { description: label('Пусто — следующий свободный', 'Empty: the next free one') },
        },
        {
          name: 'phone',
          type: 'text',
          index: true,
          label: label('Телефон', 'Phone'),
          admin: { components: { Cell: '@/admin/cells/PhoneCell#PhoneCell' } },
        },
        {
          name: 'birthYear',
          type: 'number',
          min: 1900,
          max: 2100,
          label: label('Год рождения', 'Birth year'),
          ...stored({ as: 'integer' }),
        },
      ],
    },
    { name: 'comment', type: 'textarea', maxLength: 2000, label: label('Комментарий', 'Comment') },
    { name: 'photo', type: 'upload', relationTo: 'media', label: label('Фото', 'Photo') },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'new',
      enumName: 'visitor_status',
      label: label('Статус', 'Status'),
      admin: { position: 'sidebar' },
      options: [
        { value: 'new', label: label('Новый', 'New') },
        { value: 'registered', label: label('Зарегистрирован', 'Registered') },
      ],
    },
    consentFields,
    { name: 'erasedAt', type: 'date', label: label('Стёрт', 'Erased at'), admin: { hidden: true } },
    {
      name: 'personalData',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: '@/admin/visitors/PersonalData#PersonalData' } },
    },
    { name: 'mksId', type: 'number', label: label('Код в МКС', 'MKS id'), admin: { position: 'sidebar' } },
  ],
}
