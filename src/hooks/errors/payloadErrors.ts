import { AuthenticationError, LockedAuth, UnverifiedEmail, ValidationError } from 'payload'
import { type ErrorCode, Refusal } from '@/domain/errors'

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  400: 'MALFORMED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  423: 'BUSY',
}

/**
 * A wrong e-mail, a wrong password and a locked account get the same answer, so that nobody learns which accounts
 * exist.
 */
const LOGIN = [AuthenticationError, LockedAuth, UnverifiedEmail]

type PayloadError = { status?: number; data?: { errors?: { path?: string; message?: string }[] } }

/**
 * By class, never by name: the build shortens names. What Payload, its form reader or JSON.parse threw, as a refusal.
 * null: not the caller's doing.
 */
export const refusalOfPayloadError = (thrown: unknown): Refusal | null => {
  if (thrown instanceof SyntaxError || thrown instanceof URIError) return new Refusal('MALFORMED')
  if (!(thrown instanceof Error)) return null
  const { status, data } = thrown as PayloadError
  if (thrown instanceof ValidationError && Array.isArray(data?.errors)) {
    return new Refusal('VALIDATION', {
      errors: data.errors.map(({ path, message }) => ({ path: path ?? '', message: message ?? '' })),
    })
  }
  if (LOGIN.some((one) => thrown instanceof one)) return new Refusal('LOGIN_FAILED')
  if (FORM.test(thrown.message)) return new Refusal('MALFORMED')
  const code = status === undefined ? undefined : CODE_BY_STATUS[status]
  if (code) return new Refusal(code)
  return status !== undefined && status >= 400 && status < 500 ? new Refusal('MALFORMED') : null
}

/** Errors of busboy about a form, which Payload would answer as server errors. */
const COMPLAINTS = [
  'Multipart: ',
  'Malformed ',
  'Unexpected end of (form|file|multipart)',
  'Unsupported content type',
  'Request is not eligible',
  'Missing Content-Type',
  'Invalid character in multipart',
]
const FORM = new RegExp(`^(${COMPLAINTS.join('|')})`, 'i')
