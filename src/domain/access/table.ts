import {
  ADMINISTRATORS,
  all,
  CONFIDENTIAL,
  type CollectionRules,
  FIXED,
  HIDDEN,
  NOBODY,
  OPEN,
  SIGNED_IN,
  STAFF,
  USERS,
  where,
} from './rules'

/**
 * The only place that says who may do what with which collection and field. The collections and their fields read it
 * through src/access, docs/access.md is printed from it, and a test tries every cell over HTTP. Every field has to be
 * listed: a new one that isn't breaks the build and the start.
 */
export const ACCESS = {
  places: {
    read: SIGNED_IN,
    create: STAFF,
    update: STAFF,
    delete: ADMINISTRATORS,
    fields: all('title address timezone active', OPEN),
  },
  services: {
    read: SIGNED_IN,
    create: ADMINISTRATORS,
    update: ADMINISTRATORS,
    delete: ADMINISTRATORS,
    fields: all('title description capacity minutes bookingWindow registration allowOverlap active mksId', OPEN),
  },
  events: {
    read: where(SIGNED_IN, 'notDeleted'),
    create: STAFF,
    update: STAFF,
    delete: STAFF,
    fields: {
      ...all('title place type date startTime endTime endsNextDay capacity', OPEN),
      ...all('recurrence rrule skipDates services announce', OPEN),
      ...all('archivedAt state nextDate lastDate', FIXED),
      ...all('expandedUntil deletedAt', HIDDEN),
    },
  },
  'event-days': {
    read: SIGNED_IN,
    create: NOBODY,
    update: STAFF,
    delete: STAFF,
    fields: {
      capacity: OPEN,
      ...all('event place date startTime endTime endsNextDay startsAt endsAt participants', FIXED),
      ...all('status cancelReason cancelledAt skipped editedFields', FIXED),
    },
  },
  occurrences: {
    read: SIGNED_IN,
    create: NOBODY,
    update: STAFF,
    delete: STAFF,
    fields: {
      ...all('startsAt endsAt capacity', OPEN),
      ...all('event eventDay line service place date participants timezone bookableFrom', FIXED),
      ...all('status cancelReason cancelledAt skipped edited editedFields', FIXED),
    },
  },
  visitors: {
    read: USERS,
    create: STAFF,
    update: STAFF,
    delete: ADMINISTRATORS,
    fields: {
      ...all('lastName firstName middleName cardNumber birthYear photo status consent mksId', OPEN),
      ...all('phone comment', CONFIDENTIAL),
      ...all('fullName consentRecorder erasedAt mergedInto', FIXED),
    },
  },
  participants: {
    read: { ...USERS, 'key:booking': 'own' },
    create: STAFF,
    update: STAFF,
    delete: NOBODY,
    fields: {
      ...all('visitor occurrence status', OPEN),
      comment: { read: { ...STAFF, 'key:booking': true } },
      ...all('eventDay source bookedBy bookedByName bookedAt cancelledAt', FIXED),
      // Written about a person, as the comment is.
      cancelReason: { read: { ...STAFF, 'key:booking': true }, create: NOBODY, update: NOBODY },
    },
  },
  volunteers: {
    read: USERS,
    create: ADMINISTRATORS,
    update: ADMINISTRATORS,
    delete: ADMINISTRATORS,
    fields: all('name telegramId blocked', OPEN),
  },
  users: {
    read: { administrator: true, coordinator: 'self', viewer: 'self' },
    create: ADMINISTRATORS,
    update: { administrator: true, coordinator: 'self', viewer: 'self' },
    delete: ADMINISTRATORS,
    fields: {
      name: OPEN,
      // Single sign-on finds the account by e-mail, so users can't change their own.
      ...all('email role blocked', { create: ADMINISTRATORS, update: ADMINISTRATORS }),
    },
  },
  integrations: {
    read: ADMINISTRATORS,
    create: ADMINISTRATORS,
    update: ADMINISTRATORS,
    delete: ADMINISTRATORS,
    fields: { ...all('name scope revokedAt', OPEN), ...all('prefix lastUsedAt', FIXED), keyHash: HIDDEN },
  },
  media: { read: STAFF, create: STAFF, update: STAFF, delete: ADMINISTRATORS, fields: {} },
  messages: {
    read: ADMINISTRATORS,
    create: NOBODY,
    update: NOBODY,
    delete: NOBODY,
    fields: all(
      'kind recipientKind recipientName recipientId payload status attempts notBefore sentAt requestId lastError',
      OPEN,
    ),
  },
  'error-reports': {
    read: ADMINISTRATORS,
    create: NOBODY,
    update: NOBODY,
    delete: NOBODY,
    fields: {
      ...all('lastSeenAt firstSeenAt count state kind place type message stack release requestId', OPEN),
      ...all('solvedAt fingerprint', OPEN),
    },
  },
  'audit-log': {
    read: ADMINISTRATORS,
    create: NOBODY,
    update: NOBODY,
    delete: NOBODY,
    fields: {
      ...all('at action subject subjectId subjectName actorKind actorName actorId via address requestId', OPEN),
      ...all('changes person', OPEN),
    },
  },
} satisfies Record<string, CollectionRules>

export type GovernedCollection = keyof typeof ACCESS
export const rulesOf = (slug: GovernedCollection): CollectionRules => ACCESS[slug]
