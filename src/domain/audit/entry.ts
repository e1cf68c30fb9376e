import type { EventInput } from '@/domain/events/input'

/** Collections whose edits are all logged, and the name of one record in the action. */
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

export type AuditAction =
  | `${Edited | 'visitor'}.${'created' | 'changed' | 'deleted'}`
  | `event.${'created' | 'changed' | 'ended' | 'archived' | 'activated' | 'deleted'}`
  | `${'eventDay' | 'occurrence'}.${'changed' | 'cancelled' | 'restored' | 'deleted'}`
  | `participant.${'booked' | 'moved' | 'cancelled' | 'marked' | 'markUndone' | 'commented'}`
  | `visitor.${'viewed' | 'judgedDistinct' | 'dataExported' | 'consentWithdrawn' | 'erased' | 'retained'}`
  | `visitor.${'merged' | 'mergeUndone'}`
  | `visitors.${'listed' | 'counted'}`
  | 'participants.exported'
  | 'integration.keyIssued'
  | `user.${'signedIn' | 'signInFailed' | 'linked' | 'unlinked' | 'signedOut' | 'passwordAsked' | 'passwordReset'}`
  | `user.${'secondFactorSetUp' | 'secondFactorRemoved' | 'secondFactorReset' | 'codeAsked'}`
  | `user.recoveryCode${'Used' | 'sMade'}`
  | `${'retention.changed' | 'request.refused'}`
  | 'error.solved'
  | `volunteer.${'joined' | 'left'}`
  | `bot.${'updateFailed' | 'updateRetried'}`
  | 'message.retried'

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
  | 'requests'

/** The fields of a record before and after a change. */
type Comparison = 'before' | 'after'

/** Personal data of a visitor. Always encrypted with that visitor's own key. */
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
 * Facts that every reader of the log may see: ids, dates, numbers, field names. A new name is in neither list until
 * somebody decides.
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
  | 'occurrences'
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

/** Facts that an audit entry or a message may contain. Each has a label in src/i18n, so nobody sees internal names. */
export type FactName = OpenFact | PersonalFact

export type Facts = Partial<Record<OpenFact, unknown>>
export type PersonalFacts = Partial<Record<FactName, unknown>>
