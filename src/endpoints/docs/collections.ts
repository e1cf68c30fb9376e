import type { GovernedCollection } from '@/domain/access/table'
import type { ErrorCode } from '@/domain/errors'
import { warningsShape } from '@/endpoints/events/impactShapes'
import type { ApiTag } from '@/i18n/apiDocs'
import { jsonSchema } from './ofRoutes'
import type { Schema } from './types'

/** Payload's own routes of a collection. */
export type Door = 'list' | 'count' | 'get' | 'create' | 'update' | 'updateMany' | 'delete'

export type Described = {
  name: string
  tag: ApiTag
  /** Payload's own routes that are open and not replaced by ours. */
  doors: readonly Door[]
  errors?: Partial<Record<Door, readonly ErrorCode[]>>
  note?: Partial<Record<Door, string>>
  example?: unknown
  /** What the answer to a creation contains besides the record. */
  beside?: Record<string, Schema>
}

const READ = ['list', 'count', 'get'] as const
const ALL = [...READ, 'create', 'update', 'updateMany', 'delete'] as const

const EVENT_ERRORS: readonly ErrorCode[] = [
  'RECURRENCE_INVALID',
  'RECURRENCE_UNSUPPORTED',
  'RECURRENCE_DATE_MISMATCH',
  'PLACE_NOT_FOUND',
  'SERVICE_NOT_FOUND',
  'CAPACITY_ABOVE_EVENT',
]

/** Creations whose answers are kept for a repeated request. */
const KEPT_ANSWERS: readonly ErrorCode[] = ['IDEMPOTENCY_KEY_REUSED', 'CREATED_BEFORE']

/** The collections of the API, in the order in which they are described. */
export const COLLECTION: Record<GovernedCollection, Described> = {
  places: {
    name: 'Place',
    tag: 'Catalogue',
    doors: ALL,
    errors: { create: KEPT_ANSWERS, update: ['PLACE_CHANGE_CONFIRM_REQUIRED'] },
    example: { title: 'Цветной бульвар', address: 'Цветной бульвар, 1', timezone: 'Europe/Moscow', active: true },
  },
  services: {
    name: 'Service',
    tag: 'Catalogue',
    doors: ALL,
    errors: { create: KEPT_ANSWERS },
    example: {
      title: 'Стирка',
      description: 'До 5 кг',
      capacity: 10,
      minutes: 60,
      bookingWindow: { value: 14, unit: 'days' },
      registration: false,
      allowOverlap: true,
      active: true,
    },
  },
  events: {
    name: 'Event',
    tag: 'Events',
    doors: [...READ, 'create', 'updateMany'],
    errors: { create: [...EVENT_ERRORS, ...KEPT_ANSWERS] },
    beside: { warnings: jsonSchema(warningsShape) },
    note: {
      create: 'Its dates and occurrences exist when the answer is sent. Send `recurrence` or `rrule`, not both.',
      updateMany: 'As `PATCH /events/{id}`; `scope`, `date` and `confirm` apply to every row.',
    },
    example: {
      title: 'Стирка и душ',
      place: '0198a000-0000-7000-8000-000000000002',
      type: 'recurring',
      date: '2026-12-01',
      startTime: '10:00',
      endTime: '18:00',
      capacity: 40,
      rrule: 'FREQ=WEEKLY;BYDAY=TU',
      services: [
        {
          service: '0198a000-0000-7000-8000-000000000003',
          startTime: '10:00',
          endTime: '12:00',
          capacity: 10,
          bookingWindow: { value: 14, unit: 'days' },
        },
      ],
    },
  },
  'event-days': { name: 'EventDay', tag: 'Events', doors: [...READ, 'updateMany'], example: { capacity: 50 } },
  occurrences: { name: 'Occurrence', tag: 'Occurrences', doors: [...READ, 'updateMany'], example: { capacity: 12 } },
  participants: {
    name: 'Participant',
    tag: 'Bookings',
    doors: [...READ, 'updateMany'],
    note: { list: 'A booking key sees the bookings it made.' },
    example: { status: 'attended' },
  },
  visitors: {
    name: 'Visitor',
    tag: 'Visitors',
    doors: [...READ, 'update', 'updateMany', 'delete'],
    errors: {
      update: ['CARD_NUMBER_TAKEN', 'POSSIBLE_DUPLICATE', 'VISITOR_ERASED', 'VISITOR_MERGED'],
      delete: ['VISITOR_MERGED'],
    },
    note: { get: 'Every look is in the audit log.', list: 'Every look is in the audit log.' },
    example: { comment: 'Ходит с костылями' },
  },
  volunteers: {
    name: 'Volunteer',
    tag: 'People who work',
    doors: ALL,
    errors: { create: KEPT_ANSWERS },
    example: { name: 'Вера', telegramId: '123456789', blocked: false },
  },
  users: {
    name: 'User',
    tag: 'People who work',
    doors: ALL,
    errors: {
      create: ['PASSWORD_TOO_WEAK', ...KEPT_ANSWERS],
      update: ['PASSWORD_TOO_WEAK', 'CURRENT_PASSWORD_REQUIRED'],
    },
    note: {
      update:
        'Another password or e-mail of one’s own account takes `currentPassword`. A new password ends the other ' +
        'sessions, and the person is told by mail.',
    },
    example: { name: 'Ольга', email: 'olga@example.org', password: 'a long sentence', role: 'coordinator' },
  },
  integrations: {
    name: 'Integration',
    tag: 'Integrations',
    doors: [...READ, 'update', 'updateMany', 'delete'],
    example: { revokedAt: '2026-12-01T09:00:00.000Z' },
  },
  media: { name: 'Photo', tag: 'Visitors', doors: [...READ, 'create', 'delete'], errors: { create: KEPT_ANSWERS } },
  messages: { name: 'Message', tag: 'Logs', doors: READ },
  'error-reports': { name: 'ErrorReport', tag: 'Logs', doors: READ },
  'audit-log': { name: 'AuditEntry', tag: 'Logs', doors: READ },
}
