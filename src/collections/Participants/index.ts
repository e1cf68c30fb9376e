import type { CollectionConfig } from 'payload'
import { PARTICIPANT_STATUSES } from '@/domain/attendance/decideMark'
import { stored, storedIndexes } from '@/config/columns'
import { bookedByFields } from './bookedBy'
import { nameOfAccount } from '@/hooks/audit/nameInLog'
import { recordLook } from '@/hooks/visitors/recordLook'
import { requireBookingOperation } from '@/hooks/participants/requireBookingOperation'
import { labels, options } from '@/i18n/labels'

export const Participants: CollectionConfig = {
  slug: 'participants',
  labels: { singular: labels('participant.singular'), plural: labels('participant.plural') },
  admin: {
    useAsTitle: 'id',
    defaultColumns: ['occurrence', 'visitor', 'status', 'source', 'bookedByName', 'bookedAt', 'comment'],
    listSearchableFields: ['visitor.fullName', 'visitor.cardNumber', 'comment'],
    // Hidden from the menu but reachable by address: participants are found through their occurrence.
    group: false,
    description: labels('participant.description'),
  },
  hooks: { beforeOperation: [requireBookingOperation], afterOperation: [recordLook('participants')] },
  defaultSort: '-bookedAt',
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['occurrence', 'visitor'], unique: true }],
  // Fewer indexes make booking faster. Two hand-made indexes cover these.
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
      label: labels('participant.fields.visitor'),
      admin: { components: { Cell: '@/admin/cells/PersonCell#PersonCell' } },
    },
    {
      name: 'occurrence',
      type: 'relationship',
      relationTo: 'occurrences',
      required: true,
      label: labels('participant.fields.occurrence'),
    },
    // The day belongs to the occurrence, which keeps it from being deleted.
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
      label: labels('participant.fields.status'),
      options: options('bookingStatus', PARTICIPANT_STATUSES),
    },
    { name: 'comment', type: 'textarea', maxLength: 1000, label: labels('participant.fields.comment') },
    {
      name: 'source',
      type: 'select',
      required: true,
      defaultValue: 'panel',
      enumName: 'participant_source',
      label: labels('participant.fields.source'),
      admin: { readOnly: true },
      options: options('participant.choices.source', ['bot', 'panel', 'api']),
    },
    bookedByFields,
    {
      name: 'bookedByName',
      type: 'text',
      virtual: true,
      label: labels('participant.fields.bookedByName'),
      hooks: { afterRead: [nameOfAccount(({ bookedBy }) => (bookedBy as { value?: unknown } | null)?.value)] },
      admin: { readOnly: true, disableListFilter: true },
    },
    {
      name: 'bookedAt',
      type: 'date',
      index: true,
      label: labels('participant.fields.bookedAt'),
      admin: { readOnly: true, date: { displayFormat: 'dd.MM.yyyy HH:mm' } },
    },
    {
      name: 'cancelledAt',
      type: 'date',
      label: labels('participant.fields.cancelledAt'),
      admin: { readOnly: true, date: { displayFormat: 'dd.MM.yyyy HH:mm' } },
    },
    { name: 'cancelReason', type: 'text', label: labels('participant.fields.cancelReason'), admin: { readOnly: true } },
  ],
}
