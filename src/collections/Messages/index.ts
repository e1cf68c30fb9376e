import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'
import { stored } from '@/config/columns'

/**
 * Messages to be sent, written in the transaction of the change they speak of. They hold ids, never
 * names: the text is made when it is sent.
 */
export const Messages: CollectionConfig = {
  slug: 'messages',
  labels: { singular: label('Сообщение', 'Message'), plural: label('Сообщения', 'Messages') },
  admin: {
    useAsTitle: 'kind',
    defaultColumns: ['createdAt', 'kind', 'recipientKind', 'status', 'attempts', 'lastError'],
    group: label('Доступ', 'Access'),
    listSearchableFields: ['kind', 'lastError'],
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
      label: label('Вид', 'Kind'),
      admin: {
        components: { Cell: '@/admin/messages/WordCell#WordCell', Field: '@/admin/messages/WordField#WordField' },
      },
    },
    {
      name: 'recipientKind',
      type: 'text',
      required: true,
      label: label('Кому', 'Recipient'),
      admin: {
        components: { Cell: '@/admin/messages/WordCell#WordCell', Field: '@/admin/messages/WordField#WordField' },
      },
    },
    { name: 'recipientId', type: 'text', index: true, label: label('Код получателя', 'Recipient id') },
    {
      name: 'payload',
      type: 'json',
      required: true,
      label: label('О чём', 'About'),
      admin: { components: { Field: '@/admin/messages/About#About' } },
    },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'pending',
      enumName: 'message_status',
      label: label('Состояние', 'State'),
      options: [
        { value: 'pending', label: label('Ждёт', 'Pending') },
        { value: 'sent', label: label('Отправлено', 'Sent') },
        { value: 'failed', label: label('Не отправлено', 'Failed') },
        { value: 'parked', label: label('Отложено', 'Parked') },
        { value: 'skipped', label: label('Не понадобилось', 'Not needed') },
      ],
    },
    {
      name: 'attempts',
      type: 'number',
      required: true,
      defaultValue: 0,
      label: label('Попыток', 'Attempts'),
      ...stored({ as: 'integer' }),
    },
    { name: 'notBefore', type: 'date', index: true, label: label('Не раньше', 'Not before') },
    { name: 'sentAt', type: 'date', label: label('Отправлено', 'Sent at') },
    { name: 'requestId', type: 'text', label: label('Запрос', 'Request') },
    {
      name: 'lastError',
      type: 'text',
      label: label('Почему', 'Why'),
      admin: {
        components: { Cell: '@/admin/messages/WordCell#WordCell', Field: '@/admin/messages/WordField#WordField' },
      },
    },
  ],
}
