import { type ErrorCode, invalid, Refusal, STATUS_BY_CODE } from '@/domain/errors'

/** The SQLSTATE of all errors raised by our triggers. The message is the code; the detail is its data as JSON. */
const RAISED_BY_GUARD = 'PR409'

const BY_CONSTRAINT: Record<string, ErrorCode> = {
  visitors_card_number_idx: 'CARD_NUMBER_TAKEN',
  visitors_card_folded: 'CARD_NUMBER_TAKEN',
  participants_one_per_visitor: 'ALREADY_BOOKED',
  occurrences_within_capacity: 'OCCURRENCE_FULL',
  event_days_within_capacity: 'EVENT_FULL',
}

/** The table that an unknown id should be in, and the code to answer. */
const BY_MISSING: Record<string, ErrorCode> = {
  visitors: 'VISITOR_NOT_FOUND',
  occurrences: 'OCCURRENCE_NOT_FOUND',
  participants: 'PARTICIPANT_NOT_FOUND',
  places: 'PLACE_NOT_FOUND',
  services: 'SERVICE_NOT_FOUND',
}

/** A foreign key fails in two cases: an unknown id was written, or a record in use was deleted. */
const ofForeignKey = ({ detail = '' }: DatabaseError): Refusal => {
  const [, column = '', table] = /^Key \((\w+)\)=.* is not present in table "(\w+)"/.exec(detail) ?? []
  if (table === undefined) return new Refusal('IN_USE', { references: [] })
  const code = BY_MISSING[table]
  return code ? new Refusal(code) : invalid({ path: column.replace(/_id$/, ''), message: 'fieldUnknown' })
}

type DatabaseError = {
  code: string
  message: string
  detail?: string
  constraint?: string
  table?: string
  cause?: unknown
}

const asDatabaseError = (error: unknown): DatabaseError | null => {
  if (typeof error !== 'object' || error === null) return null
  const candidate = error as Partial<DatabaseError>
  if (typeof candidate.code === 'string' && /^[0-9A-Z]{5}$/.test(candidate.code)) return candidate as DatabaseError
  // drizzle wraps the driver's error.
  return candidate.cause === undefined ? null : asDatabaseError(candidate.cause)
}

/** Maps a database error to the code for the caller. null: not a refusal but a fault. */
export const refusalOfDatabaseError = (thrown: unknown): Refusal | null => {
  const error = asDatabaseError(thrown)
  if (!error) return null
  if (error.code === RAISED_BY_GUARD && error.message in STATUS_BY_CODE) {
    return new Refusal(
      error.message as ErrorCode,
      error.detail ? (JSON.parse(error.detail) as Record<string, unknown>) : {},
    )
  }
  const code = error.constraint ? BY_CONSTRAINT[error.constraint] : undefined
  if (code) return new Refusal(code)
  switch (error.code) {
    case '23503':
      return ofForeignKey(error)
    case '23514':
      return invalid()
    // A value that no column can store: a number that is too large, a NUL byte, a text that is not an id or is too long
    // for its index.
    case '22003':
    case '22023':
    case '54000':
    case '22021':
    case '22P02':
    case '22P05':
    case '22007':
    case '22008':
      return new Refusal('MALFORMED')
    case '40P01':
    case '40001':
    case '55P03':
    case '57014':
      return new Refusal('BUSY')
    // Shutting down, starting up, too many connections, disk full.
    case '57P01':
    case '57P02':
    case '57P03':
    case '53100':
    case '53300':
      return new Refusal('UNAVAILABLE')
    default:
      return null
  }
}

const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/
const AWAY_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Error: cannot begin transaction: (connect |timeout|Connection terminated))/

/** Whether the database could not be reached. The driver reports that in several ways. */
export const isUnreachable = (thrown: unknown): boolean => {
  const error = thrown as { code?: unknown; message?: unknown; cause?: unknown } | null
  if (typeof error !== 'object' || error === null) return false
  if (AWAY.test(String(error.code)) || AWAY_MESSAGE.test(String(error.message))) return true
  return error.cause !== undefined && isUnreachable(error.cause)
}
