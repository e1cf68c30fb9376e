import type { CollectionConfig } from 'payload'
import { stored } from '@/config/columns'
import { followMerges } from '@/hooks/audit/followMerges'
import { nameInLog } from '@/hooks/audit/nameInLog'
import { readPerson } from '@/hooks/audit/readPerson'
import { labels, options } from '@/i18n/labels'

/** Kept as text, so that a new action needs no migration. */
const plainText = stored({ as: 'varchar' })

/**
 * Who changed or saw what, when, from where. Written by operations with the change itself; append-only for everybody.
 */
export const AuditLog: CollectionConfig = {
  slug: 'audit-log',
  dbName: 'audit_log',
  labels: { singular: labels('auditEntry.singular'), plural: labels('auditEntry.plural') },
  admin: {
    useAsTitle: 'at',
    defaultColumns: ['at', 'action', 'subject', 'subjectName', 'actorName', 'via'],
    listSearchableFields: ['subjectId', 'actorId'],
    group: labels('menu.access'),
    components: {
      views: {
        list: { Component: '@/admin/onDemand#LogView' },
        edit: { root: { Component: '@/admin/audit/EntryPage#EntryPage' } },
      },
    },
    description: labels('auditEntry.description'),
  },
  hooks: { beforeOperation: [followMerges] },
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
      label: labels('auditEntry.fields.at'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    {
      name: 'action',
      type: 'select',
      required: true,
      label: labels('auditEntry.fields.action'),
      options: options('audit.action'),
      ...plainText,
    },
    {
      name: 'subject',
      type: 'select',
      required: true,
      label: labels('auditEntry.fields.subject'),
      options: options('audit.subject'),
      ...plainText,
    },
    { name: 'subjectId', type: 'text', required: true, index: true, label: labels('auditEntry.fields.subjectId') },
    {
      name: 'subjectName',
      type: 'text',
      virtual: true,
      label: labels('auditEntry.fields.subjectName'),
      hooks: { afterRead: [nameInLog('subjectId')] },
    },
    {
      name: 'actorKind',
      type: 'select',
      label: labels('auditEntry.fields.actorKind'),
      options: options('audit.actor'),
      ...plainText,
    },
    {
      name: 'actorName',
      type: 'text',
      virtual: true,
      label: labels('auditEntry.fields.actorName'),
      hooks: { afterRead: [nameInLog('actorId')] },
    },
    { name: 'actorId', type: 'text', index: true, label: labels('auditEntry.fields.actorId') },
    {
      name: 'via',
      type: 'select',
      label: labels('auditEntry.fields.via'),
      options: options('audit.via'),
      ...plainText,
    },
    { name: 'address', type: 'text', label: labels('auditEntry.fields.address') },
    { name: 'requestId', type: 'text', label: labels('auditEntry.fields.requestId') },
    {
      name: 'changes',
      type: 'json',
      label: labels('auditEntry.fields.changes'),
    },
    {
      name: 'person',
      type: 'json',
      virtual: true,
      label: labels('auditEntry.fields.person'),
      hooks: { afterRead: [readPerson] },
    },
  ],
}
