import { z } from 'zod'
import { type FieldError, Refusal } from '@/domain/errors'
import { isDate, isTime } from '@/domain/time/calendar'
import { isInstant } from '@/domain/time/instant'
import { UUID } from '@/domain/ids'

export { isId } from '@/domain/ids'

/** Shapes that many routes share. A message is a key of src/i18n. */
export const id = z
  .string({ error: 'fieldInvalid' })
  .regex(UUID, 'fieldInvalid')
  .transform((value) => value.toLowerCase())
  .describe('UUID')
export const date = z
  .string({ error: 'fieldDate' })
  .refine(isDate, 'fieldDate')
  .describe('YYYY-MM-DD, in the zone of the place')
export const time = z.string({ error: 'fieldTime' }).refine(isTime, 'fieldTime').describe('HH:mm')
export const instant = z.iso
  .datetime({ offset: true, error: 'fieldInvalid' })
  .refine(isInstant, 'fieldInvalid')
  .describe('ISO 8601')
/** Refuses NUL, which PostgreSQL can't store. */
export const text = (max: number) =>
  z
    .string({ error: 'fieldInvalid' })
    .max(max, 'fieldTooLong')
    .refine((value) => !value.includes('\0'), 'fieldInvalid')
export const limit = (initial: number, most = 200) =>
  z.coerce
    .number({ error: 'fieldInvalid' })
    .int('fieldInvalid')
    .min(1, 'fieldInvalid')
    .max(most, 'fieldInvalid')
    .default(initial)
export const page = z.coerce
  .number({ error: 'fieldInvalid' })
  .int('fieldInvalid')
  .min(1, 'fieldInvalid')
  .max(1_000_000, 'fieldInvalid')
  .default(1)
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')], {
  error: 'fieldInvalid',
})

/** The parsed value, or what is wrong with it: a sentence per field. */
export const faultsIn = <Output>(
  schema: z.ZodType<Output>,
  value: unknown,
): { value: Output | null; errors: FieldError[] } => {
  const result = schema.safeParse(value, { reportInput: true })
  return result.success
    ? { value: result.data, errors: [] }
    : { value: null, errors: result.error.issues.flatMap(fieldErrors) }
}

/** The parsed value, or 400 VALIDATION with a sentence per field. */
export const parse = <Output>(schema: z.ZodType<Output>, value: unknown): Output => {
  const result = faultsIn(schema, value)
  if (result.errors.length > 0) throw new Refusal('VALIDATION', { errors: result.errors })
  return result.value as Output
}

const fieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'fieldUnexpected' }))
  }
  // A value of the wrong type is not a missing one. Rules over several fields name the missing field themselves.
  const missing = issue.code !== 'custom' && (issue.input === undefined || issue.input === null)
  return [{ path, message: missing ? 'fieldRequired' : known(issue.message) }]
}

/** zod's own English messages are never shown. */
const known = (message: string): string => (message.startsWith('field') ? message : 'fieldInvalid')
