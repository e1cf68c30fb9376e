import type { FieldError } from '@/domain/errors'
import { cleanCardNumber } from './card-number'
import { cleanName } from './name'
import { normalizePhone } from './phone'

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

const EARLIEST_BIRTH = 1900
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
    const number = Number(text)
    return Number.isInteger(number) && number >= EARLIEST_BIRTH && number <= now.getUTCFullYear()
      ? { value: number }
      : { message: 'fieldInvalid' }
  }

const comment = (text: string): Cleaned =>
  text.length > LONGEST_COMMENT ? { message: 'fieldTooLong' } : { value: text }

/**
 * The values as they will be stored, and the errors in them. `before` is the visitor being changed: stored values are
 * not checked again when something else is edited.
 */
export const cleanVisitor = (input: VisitorInput, { before, now }: { before: VisitorInput | null; now: Date }) => {
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
