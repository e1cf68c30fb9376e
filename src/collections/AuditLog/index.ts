import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'

/** Who changed what, when. Written by operations with the change itself; append-only for everybody. */
export const AuditLog: CollectionConfig = {
  slug: 'audit-log',
  dbName: 'audit_log',
  labels: { singular: label('Запись журнала', 'Audit entry'), plural: label('Журнал', 'Audit log') },
  admin: {
    useAsTitle: 'action',
    defaultColumns: ['at', 'action', 'subject', 'subjectId', 'actorKind', 'actorId'],
    listSearchableFields: ['action', 'subjectId'],
    group: label('Доступ', 'Access'),
  },
  defaultSort: '-at',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'at', type: 'date', required: true, index: true, label: label('Когда', 'At'), admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } } },
    { name: 'action', type: 'text', required: true, label: label('Действие', 'Action') },
    { name: 'subject', type: 'text', required: true, label: label('Что', 'Subject') },
    { name: 'subjectId', type: 'text', required: true, index: true, label: label('Код записи', 'Subject id') },
    { name: 'actorKind', type: 'text', label: label('Кто', 'Actor') },
    { name: 'actorId', type: 'text', index: true, label: label('Код того, кто', 'Actor id') },
    { name: 'requestId', type: 'text', label: label('Запрос', 'Request') },
    { name: 'changes', type: 'json', label: label('Изменения', 'Changes') },
  ],
}
