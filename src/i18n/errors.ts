import type { ErrorCode, RefusalData } from '@/domain/errors'
import type { MergeConflict } from '@/domain/merges/undoable'
import { datedErrors as datedEnglish } from './en/datedErrors'
import { errors as english } from './en/errors'
import { fieldErrors as fieldEnglish } from './en/fieldErrors'
import { mergeConflicts as conflictsEnglish } from './en/mergeConflicts'
import { datedErrors as datedRussian } from './ru/datedErrors'
import { errors as russian } from './ru/errors'
import { fieldErrors as fieldRussian } from './ru/fieldErrors'
import { mergeConflicts as conflictsRussian } from './ru/mergeConflicts'
import { speaker, type Language } from './speaker'

const text = speaker(
  { errors: english, datedErrors: datedEnglish, fieldErrors: fieldEnglish, mergeConflicts: conflictsEnglish },
  { errors: russian, datedErrors: datedRussian, fieldErrors: fieldRussian, mergeConflicts: conflictsRussian },
)

const days = (locale: string) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
const DAYS = { ru: days('ru'), en: days('en-GB') }

/** Refusals that say more when they know a date, and where in their facts it stands. */
const DATES = {
  RECURRENCE_DATE_MISMATCH: 'nearest',
  WINDOW_NOT_OPEN: 'bookableDate',
} as const satisfies Record<keyof typeof datedEnglish, string>
const isDated = (code: ErrorCode): code is keyof typeof DATES => code in DATES

const isMergeConflict = (reason: unknown): reason is MergeConflict =>
  typeof reason === 'string' && Object.hasOwn(conflictsEnglish, reason)

/** The sentence of a refusal, in the reader's language. */
export const sentence = (language: Language, code: ErrorCode, data: RefusalData = {}): string => {
  const { reason } = data
  if (code === 'MERGE_CONFLICT' && isMergeConflict(reason)) return text(language, `mergeConflicts.${reason}`)
  const known = isDated(code) ? data[DATES[code]] : undefined
  if (!isDated(code) || typeof known !== 'string' || known === '') return text(language, `errors.${code}`)
  return text(language, `datedErrors.${code}`, {
    date: DAYS[language].format(new Date(`${known.slice(0, 10)}T12:00:00Z`)),
  })
}

export type FieldErrorKey = keyof typeof fieldEnglish
const isFieldError = (message: string): message is FieldErrorKey => Object.hasOwn(fieldEnglish, message)

/** The text of a field error: a key of ours (`fieldDate`), or a sentence that is finished already. */
export const fieldSentence = (language: Language, message: string): string =>
  isFieldError(message) ? text(language, `fieldErrors.${message}`) : message
