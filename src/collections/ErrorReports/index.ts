import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'
import { stored, storedIndexes } from '@/config/columns'

/** Faults nobody expected, one row a kind. What is written down of one names places in the program, never values. */
export const ErrorReports: CollectionConfig = {
  slug: 'error-reports',
  dbName: 'error_reports',
  labels: { singular: label('Ошибка программы', 'Error'), plural: label('Ошибки программы', 'Errors') },
  admin: {
    useAsTitle: 'type',
    defaultColumns: ['lastSeenAt', 'type', 'place', 'count', 'state', 'release'],
    group: label('Доступ', 'Access'),
    listSearchableFields: ['type', 'place', 'requestId'],
    components: {
      beforeListTable: ['@/admin/errors/Solve#OpenErrors'],
      edit: { beforeDocumentControls: ['@/admin/errors/Solve#Solve'] },
    },
    description: label(
      'Сбои самой программы, собранные по месту. Имён, телефонов и текстов здесь нет. Решённая ошибка откроется снова, если повторится.',
      'Faults of the program itself, gathered by place. No names, phones or texts are kept here. A solved one opens again when it is seen again.',
    ),
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
      label: label('Последний раз', 'Last seen'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    {
      name: 'firstSeenAt',
      type: 'date',
      required: true,
      label: label('Первый раз', 'First seen'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    { name: 'count', type: 'number', required: true, defaultValue: 1, label: label('Сколько раз', 'Times') },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'open',
      label: label('Состояние', 'State'),
      options: [
        { value: 'open', label: label('Открыта', 'Open') },
        { value: 'solved', label: label('Решена', 'Solved') },
      ],
      ...stored({ as: 'varchar' }),
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      label: label('Чья', 'Of'),
      options: [
        { value: 'request', label: label('Запрос', 'A request') },
        { value: 'job', label: label('Задание', 'A job') },
        { value: 'bot', label: label('Бот', 'The bot') },
        { value: 'message', label: label('Отправка сообщений', 'Sending messages') },
        { value: 'browser', label: label('Экран панели', 'A screen of the panel') },
      ],
      ...stored({ as: 'varchar' }),
    },
    { name: 'place', type: 'text', required: true, label: label('Где', 'Where') },
    { name: 'type', type: 'text', required: true, label: label('Ошибка', 'Error') },
    { name: 'message', type: 'text', label: label('Слова программы', 'The program’s words') },
    { name: 'stack', type: 'textarea', label: label('Путь в программе', 'Stack'), admin: { rows: 12 } },
    { name: 'release', type: 'text', required: true, label: label('Версия', 'Release') },
    { name: 'requestId', type: 'text', label: label('Последний запрос', 'Last request') },
    {
      name: 'solvedAt',
      type: 'date',
      label: label('Решена', 'Solved at'),
      admin: { date: { displayFormat: 'dd.MM.yyyy HH:mm:ss' } },
    },
    {
      name: 'fingerprint',
      type: 'text',
      required: true,
      unique: true,
      label: label('Отпечаток', 'Fingerprint'),
      admin: { disableListColumn: true },
    },
  ],
}
