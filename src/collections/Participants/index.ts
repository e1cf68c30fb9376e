import type { CollectionConfig } from 'payload'
import { label } from '@/collections/fields'
import { stored, storedIndexes } from '@/config/columns'
import { bookedByFields } from './bookedBy'
import { requireBookingOperation } from '@/hooks/participants/requireBookingOperation'

export const Participants: CollectionConfig = {
  slug: 'participants',
  labels: { singular: label('Участник', 'Participant'), plural: label('Участники', 'Participants') },
  admin: {
    useAsTitle: 'id',
    defaultColumns: ['visitor', 'occurrence', 'status', 'source', 'bookedAt', 'comment'],
    listSearchableFields: ['comment'],
    // Absent from the menu, reachable by address: people are found through their occurrence.
    group: false,
    description: label('Запись одного посетителя на одно мероприятие', 'One visitor booked on one occurrence'),
  },
  hooks: { beforeOperation: [requireBookingOperation] },
  defaultSort: '-bookedAt',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['occurrence', 'visitor'], unique: true }],
  // Every index less is a faster booking: two others, made by hand, cover these.
  ...storedIndexes({
    without: [
      'participants_occurrence_idx',
      'participants_event_day_idx',
      'participants_created_at_idx',
      'participants_updated_at_idx',
    ],
    named: { occurrence_visitor_idx: 'participants_one_per_visitor' },
  }),
  fields: [
    {
      name: 'visitor',
      type: 'relationship',
      relationTo: 'visitors',
      required: true,
      label: label('Посетитель', 'Visitor'),
    },
    {
      name: 'occurrence',
      type: 'relationship',
      relationTo: 'occurrences',
      required: true,
      label: label('Мероприятие', 'Occurrence'),
    },
    // The day is its occurrence's, and the occurrence holds on to it.
    {
      name: 'eventDay',
      type: 'relationship',
      relationTo: 'event-days',
      admin: { hidden: true },
      ...stored({ loose: true }),
    },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'expected',
      enumName: 'participant_status',
      label: label('Статус', 'Status'),
      options: [
        { value: 'expected', label: label('Ожидается', 'Expected') },
        { value: 'attended', label: label('Присутствовал', 'Attended') },
        { value: 'noShow', label: label('Не пришел', 'No-show') },
        { value: 'cancelled', label: label('Отменена', 'Cancelled') },
      ],
    },
    { name: 'comment', type: 'textarea', maxLength: 1000, label: label('Комментарий', 'Comment') },
    {
      name: 'source',
      type: 'select',
      required: true,
      defaultValue: 'panel',
      enumName: 'participant_source',
      label: label('Откуда', 'Source'),
      admin: { readOnly: true },
      options: [
        { value: 'bot', label: label('Бот', 'Bot') },
        { value: 'panel', label: label('Панель', 'Panel') },
        { value: 'api', label: label('API', 'API') },
      ],
    },
    bookedByFields,
    {
      name: 'bookedAt',
      type: 'date',
      index: true,
      label: label('Когда записан', 'Booked at'),
      admin: { readOnly: true, date: { displayFormat: 'dd.MM.yyyy HH:mm' } },
    },
    {
      name: 'cancelledAt',
      type: 'date',
      label: label('Когда отменена', 'Cancelled at'),
      admin: { readOnly: true, date: { displayFormat: 'dd.MM.yyyy HH:mm' } },
    },
    { name: 'cancelReason', type: 'text', label: label('Причина отмены', 'Reason'), admin: { readOnly: true } },
  ],
}
