import type { CollectionConfig } from 'payload'
import { stored, storedIndexes } from '@/config/columns'
import { labels, options } from '@/i18n/labels'

/** Unexpected errors, one row per kind. A row names places in the program and never contains values. */
export const ErrorReports: CollectionConfig = {
  slug: 'error-reports',
  dbName: 'error_reports',
  labels: { singular: labels('errorReport.singular'), plural: labels('errorReport.plural') },
  admin: {
    useAsTitle: 'type',
    defaultColumns: ['lastSeenAt', 'type', 'place', 'count', 'state', 'release'],
    group: labels('menu.access'),
    listSearchableFields: ['type', 'place', 'requestId'],
    components: {
      beforeListTable: ['@/admin/errors/Solve#OpenErrors'],
      edit: { beforeDocumentControls: ['@/admin/errors/Solve#Solve'] },
    },
    description: labels('errorReport.description'),
  },
  defaultSort: '-lastSeenAt',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  ...storedIndexes({ named: { error_reports_fingerprint_idx: 'error_reports_fingerprint_key' } }),
  fields: [
    {
      name: 'lastSeenAt',
      type: 'date',
      required: true,
      index: true,
      label: labels('errorReport.fields.lastSeenAt'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    {
      name: 'firstSeenAt',
      type: 'date',
      required: true,
      label: labels('errorReport.fields.firstSeenAt'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    { name: 'count', type: 'number', required: true, defaultValue: 1, label: labels('errorReport.fields.count') },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'open',
      label: labels('errorReport.fields.state'),
      options: options('errorReport.choices.state', ['open', 'solved']),
      ...stored({ as: 'varchar' }),
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      label: labels('errorReport.fields.kind'),
      options: options('errorReport.choices.kind', ['request', 'job', 'bot', 'message', 'browser']),
      ...stored({ as: 'varchar' }),
    },
    { name: 'place', type: 'text', required: true, label: labels('errorReport.fields.place') },
    { name: 'type', type: 'text', required: true, label: labels('errorReport.fields.type') },
    { name: 'message', type: 'text', label: labels('errorReport.fields.message') },
    { name: 'stack', type: 'textarea', label: labels('errorReport.fields.stack'), admin: { rows: 12 } },
    { name: 'release', type: 'text', required: true, label: labels('errorReport.fields.release') },
    { name: 'requestId', type: 'text', label: labels('errorReport.fields.requestId') },
    {
      name: 'solvedAt',
      type: 'date',
      label: labels('errorReport.fields.solvedAt'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    {
      name: 'fingerprint',
      type: 'text',
      required: true,
      unique: true,
      label: labels('errorReport.fields.fingerprint'),
      admin: { disableListColumn: true },
    },
  ],
}
