import type { Carried } from './refusalData'

/**
 * The closed list of refusals. A code is part of the contract: integrators switch on it.
 * The sentence for each lives in src/i18n, the HTTP status here, so that both are stated once.
 */
export const STATUS_BY_CODE = {
  VALIDATION: 400,
  MALFORMED: 400,
  RECURRENCE_INVALID: 400,
  RECURRENCE_UNSUPPORTED: 400,
  RECURRENCE_DATE_MISMATCH: 400,
  ACTIVATION_DATE_REQUIRED: 400,
  ACTIVATION_END_REQUIRED: 400,
  PASSWORD_TOO_WEAK: 400,
  CURRENT_PASSWORD_REQUIRED: 400,
  UNAUTHENTICATED: 401,
  LOGIN_FAILED: 401,
  OTP_REQUIRED: 401,
  WRONG_CODE: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,

  VISITOR_NOT_FOUND: 409,
  OCCURRENCE_NOT_FOUND: 409,
  PARTICIPANT_NOT_FOUND: 409,
  PLACE_NOT_FOUND: 409,
  SERVICE_NOT_FOUND: 409,
  OCCURRENCE_CANCELLED: 409,
  OCCURRENCE_ENDED: 409,
  EVENT_ARCHIVED: 409,
  /** The date of this occurrence is cancelled as a whole. */
  EVENT_DAY_CANCELLED: 409,
  /** The schedule of the event has changed since, and has this date or service no more. */
  NO_LONGER_PLANNED: 409,
  WINDOW_NOT_OPEN: 409,
  REGISTRATION_REQUIRED: 409,
  ALREADY_BOOKED: 409,
  TIME_CONFLICT: 409,
  OCCURRENCE_FULL: 409,
  EVENT_FULL: 409,
  PARTICIPANT_CANCELLED: 409,
  /** Somebody came, or did not: such a booking is a fact and is not moved. */
  PARTICIPANT_MARKED: 409,
  ATTENDANCE_TOO_EARLY: 409,
  UNDO_EXPIRED: 409,
  /** Undo skips a row that somebody has changed since. */
  PARTICIPANT_CHANGED: 409,
  /** A delivered message is not sent again. */
  MESSAGE_SENT: 409,
  /** The content of the update has been deleted by now, so it can't be tried again. */
  UPDATE_FORGOTTEN: 409,

  EVENT_CHANGE_CONFIRM_REQUIRED: 409,
  OCCURRENCE_CHANGE_CONFIRM_REQUIRED: 409,
  PLACE_CHANGE_CONFIRM_REQUIRED: 409,
  CANCEL_CONFIRM_REQUIRED: 409,
  ARCHIVE_CONFIRM_REQUIRED: 409,
  DELETE_CONFIRM_REQUIRED: 409,
  OCCURRENCE_HAS_PARTICIPANTS: 409,
  CAPACITY_BELOW_PARTICIPANTS: 409,
  CAPACITY_ABOVE_EVENT: 409,
  IN_USE: 409,
  CARD_NUMBER_TAKEN: 409,
  /** An erased visitor can't be filled with data again. */
  VISITOR_ERASED: 409,
  ERASE_CONFIRM_REQUIRED: 409,
  /** The record leads to another one of the same person: only that one is changed. */
  VISITOR_MERGED: 409,
  /** A merge that can't be done, or can't be taken back; `reason` says why. */
  MERGE_CONFLICT: 409,
  POSSIBLE_DUPLICATE: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  CREATED_BEFORE: 409,
  CHANGED_MEANWHILE: 409,
  OTHER_ACCOUNT: 409,
  /** Others kept changing the same rows at the same moment, and all retries failed. */
  BUSY: 409,

  /** A fault of ours, not caused by the request. */
  FAILED: 500,
  /** The database is unreachable or its disk is full. Nothing was written, so the request may be repeated. */
  UNAVAILABLE: 503,
} as const

export type ErrorCode = keyof typeof STATUS_BY_CODE

/** Details of one refusal. Never a name or a phone, except where the contract lists people. */
export type RefusalData = Record<string, unknown>

/** An invalid field. `path` is dotted: `services.0.capacity`. */
export type FieldError = { path: string; message: string }

/**
 * A refusal by a rule. Operations and domain code throw it; src/hooks/errors alone turns it into an answer. `message`
 * is never shown, because the sentence depends on the code.
 */
export class Refusal<Code extends ErrorCode = ErrorCode> extends Error {
  readonly data: RefusalData

  constructor(
    readonly code: Code,
    ...[data = {}]: Code extends keyof Carried ? [data: Carried[Code]] : [data?: RefusalData]
  ) {
    super(code)
    this.data = data
    this.name = 'Refusal'
  }
}

/** Several refusals of one request, e.g. two of three occurrences can't be booked. */
export class Refusals extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(', '))
    this.name = 'Refusals'
  }
}

/** The refusals in an error; an empty list means that it is a fault. */
export const refusalsOf = (error: unknown): readonly Refusal[] => {
  if (error instanceof Refusals) return error.refusals
  return error instanceof Refusal ? [error] : []
}

/** A 400 with a sentence per field. `message` of a field is a key of src/i18n or a finished sentence. */
export const invalid = (...errors: FieldError[]): Refusal => new Refusal('VALIDATION', { errors })
