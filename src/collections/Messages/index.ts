import type { CollectionConfig } from 'payload'
import { stored } from '@/config/columns'
import { nameInLog } from '@/hooks/audit/nameInLog'
import { labels, options } from '@/i18n/labels'

/**
 * Messages to be sent, written in the transaction of the change they speak of. They hold ids, never
 * names: the text is made when it is sent.
 */
export const Messages: CollectionConfig = {
  slug: 'messages',
  labels: { singular: labels('message.singular'), plural: labels('message.plural') },
  admin: {
    useAsTitle: 'kind',
    defaultColumns: ['createdAt', 'kind', 'recipientKind', 'recipientName', 'status', 'attempts', 'lastError'],
    group: labels('menu.access'),
    listSearchableFields: ['lastError', 'requestId'],
    components: {
      beforeListTable: ['@/admin/messages/Retry#RetryAll', '@/admin/messages/GivenUp#GivenUp'],
      edit: { beforeDocumentControls: ['@/admin/messages/Retry#RetryOne'] },
    },
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    {
      name: 'kind',
      type: 'text',
      required: true,
      label: labels('message.fields.kind'),
      admin: {
        components: { Cell: '@/admin/messages/WordCell#WordCell', Field: '@/admin/messages/WordField#WordField' },
      },
    },
    {
      name: 'recipientKind',
      type: 'text',
      required: true,
      label: labels('message.fields.recipientKind'),
      admin: {
        components: { Cell: '@/admin/messages/WordCell#WordCell', Field: '@/admin/messages/WordField#WordField' },
      },
    },
    {
      name: 'recipientName',
      type: 'text',
      virtual: true,
      label: labels('message.fields.recipientName'),
      hooks: { afterRead: [nameInLog('recipientId')] },
      admin: { readOnly: true, disableListFilter: true },
    },
    // For programs and filters. People read the name above.
    {
      name: 'recipientId',
      type: 'text',
      index: true,
      label: labels('message.fields.recipientId'),
      admin: { hidden: true },
    },
    {
      name: 'payload',
      type: 'json',
      required: true,
      label: labels('message.fields.payload'),
      admin: { components: { Field: '@/admin/messages/About#About' } },
    },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'pending',
      enumName: 'message_status',
      label: labels('message.fields.status'),
      options: options('message.choices.status', ['pending', 'sent', 'failed', 'parked', 'skipped']),
    },
    {
      name: 'attempts',
      type: 'number',
      required: true,
      defaultValue: 0,
      label: labels('message.fields.attempts'),
      ...stored({ as: 'integer' }),
    },
    { name: 'notBefore', type: 'date', index: true, label: labels('message.fields.notBefore') },
    { name: 'sentAt', type: 'date', label: labels('message.fields.sentAt') },
    { name: 'requestId', type: 'text', label: labels('message.fields.requestId') },
    {
      name: 'lastError',
      type: 'text',
      label: labels('message.fields.lastError'),
      admin: {
        components: { Cell: '@/admin/messages/WordCell#WordCell', Field: '@/admin/messages/WordField#WordField' },
      },
    },
  ],
}
