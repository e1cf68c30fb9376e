import { type ErrorCode, type FieldError, Refusal, Refusals, refusalsOf, STATUS_BY_CODE } from '@/domain/errors'
import { isUnreachable, refusalOfDatabaseError } from '@/db/refusals'
import { fieldSentence, languageOf, sentence, type Language } from '@/i18n'
import { refusalOfPayloadError } from './payloadErrors'

type Answer = { response: { errors: { message: string; data: Record<string, unknown> }[] }; status: number }

/**
 * The answer to an error, whoever threw it: our refusals, the database's, Payload's own. What is left is
 * a fault of ours, a 500 that says nothing about the inside.
 */
export const errorAnswer = (error: unknown, req: Parameters<typeof languageOf>[0]): Answer => {
  const language = languageOf(req)
  if (error instanceof Refusals) {
    const [first] = error.refusals
    return {
      response: { errors: error.refusals.map((one) => oneError(one, language)) },
      status: first ? STATUS_BY_CODE[first.code] : 409,
    }
  }
  const refusal = refusalOf(error) ?? new Refusal('FAILED')
  return { response: { errors: [oneError(refusal, language)] }, status: STATUS_BY_CODE[refusal.code] }
}

/** The first refusal; null if the error is not a refusal. */
export const refusalOf = (error: unknown): Refusal | null =>
  refusalsOf(error)[0] ??
  refusalOfDatabaseError(error) ??
  (isUnreachable(error) ? new Refusal('UNAVAILABLE') : refusalOfPayloadError(error))

export const codeOf = (error: unknown): ErrorCode => refusalOf(error)?.code ?? 'FAILED'

const oneError = (refusal: Refusal, language: Language) => ({
  message: sentence(language, refusal.code, refusal.data),
  data: { code: refusal.code, ...withSentences(refusal, language) },
})

const withSentences = (refusal: Refusal, language: Language): Record<string, unknown> => {
  const { errors } = refusal.data
  if (!Array.isArray(errors)) return refusal.data
  return {
    ...refusal.data,
    errors: (errors as FieldError[]).map(({ path, message }) => ({ path, message: fieldSentence(language, message) })),
  }
}
