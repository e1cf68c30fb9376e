import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'
import { stored } from '@/config/columns'
import { nameInLog } from '@/hooks/audit/nameInLog'
import { readPerson } from '@/hooks/audit/readPerson'
import { options } from '@/i18n/labels'

/** A new action needs no migration. */
const plainText = stored({ as: 'varchar' })

/** Who changed or saw what, when, from where. Written by operations with the change itself; append-only for everybody. */
export const AuditLog: CollectionConfig = {
  slug: 'audit-log',
  dbName: 'audit_log',
  labels: { singular: label('Запись журнала', 'Audit entry'), plural: label('Журнал', 'Audit log') },
  admin: {
    useAsTitle: 'at',
    defaultColumns: ['at', 'action', 'subject', 'subjectName', 'actorName', 'via'],
    listSearchableFields: ['subjectId', 'actorId'],
    group: label('Доступ', 'Access'),
    components: { beforeListTable: ['@/admin/audit/Retention#Retention'] },
    description: label(
      'Кто, когда и откуда что изменил, посмотрел или выгрузил. Отбор: действие, что, кто, период.',
      'Who changed, saw or exported what, when and from where. Filter by action, subject, actor, period.',
    ),
  },
  defaultSort: '-at',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    {
      name: 'at',
      type: 'date',
      required: true,
      index: true,
      label: label('Когда', 'At'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    {
      name: 'action',
      type: 'select',
      required: true,
      label: label('Действие', 'Action'),
      options: options('audit.action'),
      ...plainText,
    },
    {
      name: 'subject',
      type: 'select',
      required: true,
      label: label('Что', 'Subject'),
      options: options('audit.subject'),
      ...plainText,
    },
    { name: 'subjectId', type: 'text', required: true, index: true, label: label('Код записи', 'Subject id') },
    {
      name: 'subjectName',
      type: 'text',
      virtual: true,
      label: label('О чём', 'About'),
      hooks: { afterRead: [nameInLog('subjectId')] },
      admin: { components: { Cell: '@/admin/audit/NameCell#SubjectCell' }, disableListFilter: true },
    },
    {
      name: 'actorKind',
      type: 'select',
      label: label('Кто это', 'Kind of actor'),
      options: options('audit.actor'),
      ...plainText,
    },
    {
      name: 'actorName',
      type: 'text',
      virtual: true,
      label: label('Кто', 'Who'),
      hooks: { afterRead: [nameInLog('actorId')] },
      admin: { components: { Cell: '@/admin/audit/NameCell#ActorCell' }, disableListFilter: true },
    },
    { name: 'actorId', type: 'text', index: true, label: label('Код автора действия', 'Actor id') },
    { name: 'via', type: 'select', label: label('Откуда', 'Via'), options: options('audit.via'), ...plainText },
    { name: 'address', type: 'text', label: label('Адрес', 'Address') },
    { name: 'requestId', type: 'text', label: label('Запрос', 'Request') },
    {
      name: 'changes',
      type: 'json',
      label: label('Изменения', 'Changes'),
      admin: { components: { Field: '@/admin/audit/Changes#Changes' } },
    },
    {
      name: 'person',
      type: 'json',
      virtual: true,
      label: label('О человеке', 'About the person'),
      hooks: { afterRead: [readPerson] },
      admin: {
        components: { Field: '@/admin/audit/Changes#Person' },
        disableListColumn: true,
        disableListFilter: true,
      },
    },
  ],
}
