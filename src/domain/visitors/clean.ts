import type { FieldError } from '@/domain/errors'
import { cleanCardNumber } from './card-number'
import { cleanName } from './name'
import { normalizePhone } from './phone'
import { birthYear, takeApart } from './written'

type Optional<Value> = Value | null | undefined

/** A visitor as typed; undefined fields were not sent. */
export type VisitorInput = {
  firstName?: Optional<string>
  lastName?: Optional<string>
  middleName?: Optional<string>
  birthYear?: Optional<number | string>
  phone?: Optional<string>
  cardNumber?: Optional<string>
  comment?: Optional<string>
  consent?: Optional<{ givenAt?: Optional<string>; recordedBy?: Optional<string>; withdrawnAt?: Optional<string> }>
}

type Cleaned = { value: string | number | null } | { message: string }

const LONGEST_COMMENT = 2000

const name =
  (required: boolean) =>
  (text: string): Cleaned => {
    // People write a dash for "none".
    if (!required && !/\p{L}/u.test(text)) return { value: null }
    const cleaned = cleanName(text)
    if (cleaned.error === undefined) return { value: cleaned.name }
    // A patronymic may be an initial; other names need at least two letters.
    if (cleaned.error === 'nameTooShort' && !required) return { value: text.normalize('NFC').trim() }
    return { message: cleaned.error === 'nameTooShort' ? 'fieldName' : 'fieldTooLong' }
  }

const phone = (text: string): Cleaned => {
  const { e164 } = normalizePhone(text)
  return e164 === undefined ? { message: 'fieldPhone' } : { value: e164 }
}

/** Upper case, so that "a-17" and "A-17" are one card. */
const card = (text: string): Cleaned => {
  const { cardNumber } = cleanCardNumber(text.toUpperCase())
  return cardNumber === undefined ? { message: 'fieldCard' } : { value: cardNumber }
}

const year =
  (now: Date) =>
  (text: string): Cleaned => {
    const number = birthYear(text, now)
    return number === null ? { message: 'fieldInvalid' } : { value: number }
  }

const comment = (text: string): Cleaned =>
  text.length > LONGEST_COMMENT ? { message: 'fieldTooLong' } : { value: text }

const NAMES = ['lastName', 'firstName', 'middleName'] as const
const TOLD = ['phone', 'birthYear', 'cardNumber'] as const
const isKnown = (known: unknown, found: unknown): boolean =>
  known !== undefined &&
  known !== null &&
  known !== '' &&
  (normalizePhone(String(known)).e164 ?? String(known)) !== String(found)

/**
 * A phone, a year and a card typed beside a name are taken for what they are, unless there is one already: then the
 * name stays as it was typed, so that nothing is lost.
 */
const sorted = (input: VisitorInput, before: VisitorInput | null, now: Date): VisitorInput => {
  const told: VisitorInput = { ...input }
  for (const field of NAMES) {
    const text = input[field]
    if (typeof text !== 'string' || !/\d/.test(text) || (before && text === before[field])) continue
    const { name, ...found } = takeApart(text, now)
    const news = TOLD.filter((one) => found[one] !== null)
    if (news.some((one) => isKnown(told[one] ?? before?.[one], found[one]))) continue
    Object.assign(told, { [field]: name }, ...news.map((one) => ({ [one]: found[one] })))
  }
  return told
}

/**
 * The values as they will be stored, and the errors in them. `before` is the visitor being changed: stored values are
 * not checked again when something else is edited.
 */
export const cleanVisitor = (given: VisitorInput, { before, now }: { before: VisitorInput | null; now: Date }) => {
  const input = sorted(given, before, now)
  const values: Record<string, string | number | null> = {}
  const errors: FieldError[] = []
  const take = (
    field: Exclude<keyof VisitorInput, 'consent'>,
    clean: (text: string) => Cleaned,
    required = false,
  ): void => {
    const given = input[field]
    if (given === undefined && before) return
    if (before && given === before[field]) return
    const text = given === undefined || given === null ? '' : String(given).trim()
    const cleaned: Cleaned = text === '' ? (required ? { message: 'fieldRequired' } : { value: null }) : clean(text)
    if ('value' in cleaned) values[field] = cleaned.value
    else errors.push({ path: field, message: cleaned.message })
  }
  take('lastName', name(true), true)
  take('firstName', name(true), true)
  take('middleName', name(false))
  take('phone', phone)
  // The card has been handed out, so emptying the field must not silently assign another number.
  take('cardNumber', card, Boolean(before?.cardNumber))
  take('birthYear', year(now))
  take('comment', comment)
  const { givenAt, withdrawnAt } = { ...before?.consent, ...input.consent }
  if (givenAt && withdrawnAt && new Date(withdrawnAt) < new Date(givenAt))
    errors.push({ path: 'consent.withdrawnAt', message: 'fieldEndBeforeStart' })
  return { values, errors }
}
