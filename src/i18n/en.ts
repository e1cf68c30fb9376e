import type { ErrorCode, RefusalData } from '@/domain/errors'

type Sentence = string | ((data: RefusalData) => string)

const day = (value: unknown): string =>
  typeof value === 'string'
    ? new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
        new Date(`${value.slice(0, 10)}T12:00:00Z`),
      )
    : ''

const errors: Record<ErrorCode, Sentence> = {
  VALIDATION: 'Some of the values are not right.',
  MALFORMED: 'The request could not be read.',
  RECURRENCE_INVALID: 'The recurrence rule is not valid.',
  RECURRENCE_UNSUPPORTED: 'Rules more frequent than daily are not supported.',
  RECURRENCE_DATE_MISMATCH: (data) =>
    `The first date does not match the rule. The nearest matching date is ${day(data.nearest) || 'none'}.`,
  ACTIVATION_DATE_REQUIRED: 'Choose a new date, today or later.',
  ACTIVATION_END_REQUIRED: 'The rule has ended: give it a new end first.',
  UNAUTHENTICATED: 'Sign in, or send a key.',
  LOGIN_FAILED: 'The e-mail or the password is not right, or there were too many attempts: try again in ten minutes.',
  FORBIDDEN: 'You are not allowed to do this.',
  NOT_FOUND: 'There is no such record.',
  METHOD_NOT_ALLOWED: 'This can’t be done this way.',
  BODY_TOO_LARGE: 'The request is too large.',
  TOO_MANY_REQUESTS: 'Too many requests. Wait a little and try again.',
  VISITOR_NOT_FOUND: 'There is no such visitor.',
  OCCURRENCE_NOT_FOUND: 'There is no such occurrence.',
  PARTICIPANT_NOT_FOUND: 'There is no such booking.',
  PLACE_NOT_FOUND: 'There is no such place.',
  SERVICE_NOT_FOUND: 'There is no such service.',
  OCCURRENCE_CANCELLED: 'This occurrence is cancelled.',
  OCCURRENCE_ENDED: 'This occurrence is over.',
  EVENT_ARCHIVED: 'This event is in the archive.',
  WINDOW_NOT_OPEN: (data) =>
    data.bookableDate ? `Booking opens on ${day(data.bookableDate)}.` : 'Booking is not open yet.',
  REGISTRATION_REQUIRED: 'A new visitor has to come to a registration first.',
  ALREADY_BOOKED: 'This person is already booked here.',
  TIME_CONFLICT: 'This person is booked on something else at that time.',
  OCCURRENCE_FULL: 'There are no places left here.',
  EVENT_FULL: 'There are no places left on this day.',
  PARTICIPANT_CANCELLED: 'This booking is cancelled.',
  ATTENDANCE_TOO_EARLY: 'Attendance can’t be marked before the day.',
  PARTICIPANT_CHANGED: 'This booking was changed since.',
  MESSAGE_SENT: 'This message has been sent already.',
  UPDATE_FORGOTTEN: 'What was said to the bot is deleted by now, so there is nothing to try again.',
  UNDO_EXPIRED: 'This can no longer be undone.',
  EVENT_CHANGE_CONFIRM_REQUIRED: 'People are booked on the dates that change. Confirm the change.',
  OCCURRENCE_CHANGE_CONFIRM_REQUIRED: 'People are booked here. Confirm the change.',
  CANCEL_CONFIRM_REQUIRED: 'People are booked here. Confirm the cancellation.',
  ARCHIVE_CONFIRM_REQUIRED: 'People are booked on this event. Confirm that it goes to the archive.',
  DELETE_CONFIRM_REQUIRED: 'People are booked on this event. Confirm the deletion.',
  OCCURRENCE_HAS_PARTICIPANTS: 'People are booked here: it can be cancelled, not deleted.',
  CAPACITY_BELOW_PARTICIPANTS: 'More people than that are booked already.',
  CAPACITY_ABOVE_EVENT: 'A service can’t have more places than its event.',
  IN_USE: 'Other records point at this one.',
  VISITOR_ERASED: 'This person is erased: nothing can be changed here any more.',
  ERASE_CONFIRM_REQUIRED: 'Erasing a person can not be undone: confirm it.',
  CARD_NUMBER_TAKEN: 'Another visitor has this card number.',
  POSSIBLE_DUPLICATE: 'There are people like this already. Is it one of them?',
  IDEMPOTENCY_KEY_REUSED: 'This key was used with another request.',
  BUSY: 'Somebody is changing the same thing right now. Try again.',
  UNAVAILABLE: 'The service is away for a moment. Nothing was lost: try again shortly.',
  FAILED: 'Something went wrong. Try again later.',
}

const fields = {
  fieldRequired: 'This is required.',
  fieldDate: 'A date is needed: YYYY-MM-DD.',
  fieldTime: 'A time is needed: HH:mm.',
  fieldZone: 'There is no such time zone.',
  fieldCapacity: 'A whole number from 1 is needed.',
  fieldWindow: 'A whole number from 1 to 730 is needed.',
  fieldTelegramId: 'The numeric Telegram id is needed.',
  fieldName: 'At least 2 letters are needed.',
  fieldTooLong: 'This is too long.',
  fieldTooMany: 'At most 500 at once.',
  fieldTooManyBookings: 'At most 50 at once.',
  fieldTooManyDays: 'At most 62 days.',
  fieldTooMuch: 'At most 100,000.',
  fieldTooManyServices: 'At most 50 services.',
  fieldPhone: 'This does not look like a phone number.',
  fieldCard: 'Up to 20 letters, digits and hyphens.',
  fieldUnknown: 'There is no such record.',
  fieldPhoto: 'A photo is needed: JPEG, PNG or WebP.',
  fieldNoSuch: 'There is no such field.',
  fieldUnexpected: 'This field can’t be set here.',
  fieldInvalid: 'This value is not right.',
  fieldEndBeforeStart: 'The end has to be after the start.',
  fieldOutsideEvent: 'Outside the event’s hours.',
  fieldAboveEvent: 'More places than the event has.',
  fieldServiceOnce: 'The same service at the same time is there already.',
  fieldRuleTwice: 'Send either the rule or the form, not both.',
  fieldRuleMissing: 'Say how it repeats.',
  fieldRuleOneOff: 'A one-off event has no rule.',
  fieldDatePast: 'Today or later.',
  fieldInactive: 'This one is no longer active.',
  fieldScope: 'This scope can’t change this field.',
  fieldDateBeforeSplit: 'Not before the date the change begins with.',
  fieldNoSuchDate: 'The event does not take place on this date.',
  fieldBegun: 'This has begun already.',
  fieldLastAdministrator: 'At least one administrator has to remain.',
}

const panel = {
  issueKey: 'Issue a new key',
  issueKeyAgain: 'Issue another key (the old one stops working)',
  keyShownOnce: 'Copy the key now: it is shown only once.',
  copy: 'Copy',
  saveFirst: 'Save first, then issue a key.',
  requestFailed: 'It did not work. Try again.',
}

export const en = { errors, pristan: { ...fields, ...panel } }
export type Dictionary = {
  errors: Record<ErrorCode, Sentence>
  pristan: Record<keyof typeof fields | keyof typeof panel, string>
}
