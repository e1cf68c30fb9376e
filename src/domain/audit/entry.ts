import type { EventInput } from '@/domain/events/input'

/** Collections whose every edit is in the log, and what an action calls one of their records. */
export const EDITED = {
  places: 'place',
  services: 'service',
  users: 'user',
  volunteers: 'volunteer',
  integrations: 'integration',
  media: 'photo',
} as const
export type EditedCollection = keyof typeof EDITED
type Edited = (typeof EDITED)[EditedCollection]

/** Every action of the log. */
export type AuditAction =
  | `${Edited | 'visitor'}.${'created' | 'changed' | 'deleted'}`
  | `event.${'created' | 'changed' | 'ended' | 'archived' | 'activated' | 'deleted'}`
  | `${'eventDay' | 'occurrence'}.${'changed' | 'cancelled' | 'deleted'}`
  | `participant.${'booked' | 'cancelled' | 'marked' | 'markUndone' | 'commented'}`
  | `visitor.${'viewed' | 'judgedDistinct' | 'dataExported' | 'consentWithdrawn' | 'erased' | 'retained'}`
  | 'visitors.listed'
  | 'retention.changed'
  | 'participants.exported'
  | 'integration.keyIssued'
  | `user.${'signedIn' | 'linked' | 'unlinked' | 'signedOut'}`
  | 'error.solved'
  | `volunteer.${'joined' | 'left'}`
  | `bot.${'updateFailed' | 'updateRetried'}`
  | 'message.retried'

/** What an entry is about. */
export type AuditSubject =
  | EditedCollection
  | 'events'
  | 'event-days'
  | 'occurrences'
  | 'participants'
  | 'visitors'
  | 'messages'
  | 'error-reports'
  | 'telegram-updates'
  | 'retention'

/** A change of a record: what its fields were and are. */
type Comparison = 'before' | 'after'

/** About a visitor: only ever under that person's own key. */
export type PersonalFact =
  | 'birthYear'
  | 'cardNumber'
  | 'comment'
  | 'consent'
  | 'firstName'
  | 'fullName'
  | 'lastName'
  | 'middleName'
  | 'phone'
  | 'photo'

/**
 * What everybody who reads the log may see: ids, dates, numbers, names of fields. A name that is added is in neither.
 */
export type OpenFact =
  | Comparison
  | keyof EventInput
  | 'active'
  | 'added'
  | 'address'
  | 'again'
  | 'allowOverlap'
  | 'at'
  | 'because'
  | 'blocked'
  | 'bookingWindow'
  | 'by'
  | 'columns'
  | 'continuedBy'
  | 'counts'
  | 'dates'
  | 'description'
  | 'email'
  | 'endsAt'
  | 'erased'
  | 'error'
  | 'event'
  | 'field'
  | 'fields'
  | 'filter'
  | 'format'
  | 'from'
  | 'hash'
  | 'ids'
  | 'issuer'
  | 'line'
  | 'minutes'
  | 'mksId'
  | 'moved'
  | 'name'
  | 'occurrence'
  | 'participant'
  | 'participants'
  | 'password'
  | 'reason'
  | 'registration'
  | 'removed'
  | 'revokedAt'
  | 'role'
  | 'rows'
  | 'scope'
  | 'service'
  | 'since'
  | 'source'
  | 'startsAt'
  | 'status'
  | 'telegramId'
  | 'timezone'
  | 'to'
  | 'visitor'

/** What an entry of the log or a message may name. Each has a word in src/i18n: nobody reads the code's own names. */
export type FactName = OpenFact | PersonalFact

export type Facts = Partial<Record<OpenFact, unknown>>
export type PersonalFacts = Partial<Record<FactName, unknown>>
