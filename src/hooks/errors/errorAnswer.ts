import { type FieldError, Refusal, Refusals, STATUS_BY_CODE, type ErrorCode } from '@/domain/errors'
import { refusalOfDatabaseError } from '@/db/refusals'
import { fieldSentence, languageOf, sentence, type Language } from '@/i18n'

type Answer = { response: { errors: { message: string; name?: string; data: Record<string, unknown> }[] }; status: number }

const CODE_BY_STATUS: Record<number, ErrorCode> = { 400: 'MALFORMED', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED', 413: 'BODY_TOO_LARGE' }

/**
 * The answer to an error, whoever threw it: our refusals, the database's, Payload's own.
 * Unknown ones stay a 500 that says nothing about the inside.
 */
export const errorAnswer = (error: unknown, req: Parameters<typeof languageOf>[0], result?: unknown): Answer | void => {
  const language = languageOf(req)
  if (error instanceof Refusals) {
    const [first] = error.refusals
    return { response: { errors: error.refusals.map((one) => oneError(one, language)) }, status: first ? STATUS_BY_CODE[first.code] : 409 }
  }
  const refusal = error instanceof Refusal ? error : (refusalOfDatabaseError(error) ?? refusalOfPayloadError(error))
  if (refusal) return { response: { errors: [oneError(refusal, language)] }, status: STATUS_BY_CODE[refusal.code] }
  const status = statusOf(error)
  const code = CODE_BY_STATUS[status]
  if (!code) return undefined
  const own = (result as Answer['response'] | undefined)?.errors?.[0]
  return { response: { errors: [{ message: own?.message ?? sentence(language, code), data: { ...own?.data, code } }] }, status }
}

const oneError = (refusal: Refusal, language: Language) => ({ message: sentence(language, refusal.code, refusal.data), data: { code: refusal.code, ...withSentences(refusal, language) } })

const withSentences = (refusal: Refusal, language: Language): Record<string, unknown> => {
  const { errors } = refusal.data
  if (!Array.isArray(errors)) return refusal.data
  return { ...refusal.data, errors: (errors as FieldError[]).map(({ path, message }) => ({ path, message: fieldSentence(language, message) })) }
}

const statusOf = (error: unknown): number => {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : 500
}

/** Payload's ValidationError carries `data.errors: [{path, message, label}]`. */
const refusalOfPayloadError = (error: unknown): Refusal | null => {
  const candidate = error as { name?: string; status?: number; data?: { errors?: { path?: string; message?: string }[] } } | null
  if (candidate?.name !== 'ValidationError' || !Array.isArray(candidate.data?.errors)) return null
  return new Refusal('VALIDATION', { errors: candidate.data.errors.map(({ path, message }) => ({ path: path ?? '', message: message ?? '' })) })
}
