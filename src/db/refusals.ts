import { type ErrorCode, Refusal, STATUS_BY_CODE } from '@/domain/errors'

/** SQLSTATE of everything our triggers raise: the message is the code, the detail its data as JSON. */
const RAISED_BY_GUARD = 'PR409'

const BY_CONSTRAINT: Record<string, ErrorCode> = {
  visitors_card_number_idx: 'CARD_NUMBER_TAKEN',
  participants_one_per_visitor: 'ALREADY_BOOKED',
  occurrences_within_capacity: 'OCCURRENCE_FULL',
  event_days_within_capacity: 'EVENT_FULL',
}

type DatabaseError = { code: string; message: string; detail?: string; constraint?: string; table?: string; cause?: unknown }

const asDatabaseError = (error: unknown): DatabaseError | null => {
  if (typeof error !== 'object' || error === null) return null
  const candidate = error as Partial<DatabaseError>
  if (typeof candidate.code === 'string' && /^[0-9A-Z]{5}$/.test(candidate.code)) return candidate as DatabaseError
  // drizzle wraps the driver's error.
  return candidate.cause === undefined ? null : asDatabaseError(candidate.cause)
}

/** What the database refused, as the code a caller knows. null: not a refusal but a fault. */
export const refusalOfDatabaseError = (thrown: unknown): Refusal | null => {
  const error = asDatabaseError(thrown)
  if (!error) return null
  if (error.code === RAISED_BY_GUARD && error.message in STATUS_BY_CODE) {
    return new Refusal(error.message as ErrorCode, error.detail ? (JSON.parse(error.detail) as Record<string, unknown>) : {})
  }
  const code = error.constraint ? BY_CONSTRAINT[error.constraint] : undefined
  if (code) return new Refusal(code)
  switch (error.code) {
    case '23503':
      return new Refusal('IN_USE', { references: [] })
    // A value that no column can hold: too large a number, a NUL byte, a text that is not an id.
    case '22003':
    case '22021':
    case '22P02':
    case '22P05':
    case '22007':
    case '22008':
      return new Refusal('MALFORMED')
    case '40P01':
    case '40001':
    case '55P03':
      return new Refusal('BUSY')
    default:
      return null
  }
}
