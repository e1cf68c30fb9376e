import { cleanVisitor } from '@/domain/visitors/clean'
import { fieldSentence } from '@/i18n'
import { LANGUAGE, say } from '../format/say'
import type { Draft } from '../state'
import { decapitalised } from './booking'

const FIELDS = ['lastName', 'firstName', 'middleName', 'birthYear', 'phone', 'cardNumber', 'comment'] as const
const NAMES = ['lastName', 'firstName'] as const

/** Stands in for the first name while only the surname is known, so that the surname can be checked. */
const NOT_YET = 'Xx'

/** What can't be stored of a draft, a sentence a line, or null; and the names as they would be stored. */
export const wrongIn = (draft: Draft, now: Date): { words: string | null; cleaned: Draft } => {
  const { values, errors } = cleanVisitor({ firstName: NOT_YET, ...draft }, { before: null, now })
  const cleaned: Draft = {}
  for (const field of ['lastName', 'firstName', 'middleName'] as const)
    if (draft[field] !== undefined && typeof values[field] === 'string') cleaned[field] = values[field]
  if (errors.length === 0) return { words: null, cleaned }
  const words = errors.map(({ path, message }) => {
    const name = NAMES.find((one) => one === path)
    if (name && message !== 'fieldTooLong') return say(`bot.newVisitor.tooShort.${name}`)
    const field = FIELDS.find((one) => one === path)
    const wrong = fieldSentence(LANGUAGE, message)
    return field ? `${say(`bot.newVisitor.field.${field}`)}: ${decapitalised(wrong)}` : wrong
  })
  return { words: [...new Set(words)].join('\n'), cleaned }
}
