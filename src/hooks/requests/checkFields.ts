import type { FlattenedField } from 'payload'
import type { FieldError } from '@/domain/errors'
import { fitsField } from './fitsField'

/** Maintained by the database and by logins. Values in a request body are ignored. */
const OWN = ['id', 'createdAt', 'updatedAt', 'sessions']

type Data = Record<string, unknown>

export const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What forms and logins send beside the fields of a collection. */
const BESIDE = ['password', 'confirm-password', 'currentPassword', 'allowDuplicate', '_status', 'file', 'blockName']

/** The data without fields that a body may not set. Problems, such as unknown fields, go to `errors`. */
export const checkFields = (
  data: Data,
  fields: readonly FlattenedField[],
  prefix: string,
  errors: FieldError[],
): Data => {
  const kept: Data = { ...data }
  for (const name of Object.keys(data)) {
    if (OWN.includes(name) || BESIDE.includes(name) || fields.some((field) => field.name === name)) continue
    delete kept[name]
    errors.push({ path: `${prefix}${name}`, message: 'fieldNoSuch' })
  }
  for (const field of fields) {
    const path = `${prefix}${field.name}`
    const value = data[field.name]
    if ((prefix === '' && OWN.includes(field.name)) || ('hidden' in field && field.hidden)) delete kept[field.name]
    else if (value === undefined) continue
    else if (field.type === 'group' && !('virtual' in field && field.virtual) && value === null)
      kept[field.name] = Object.fromEntries(field.flattenedFields.map(({ name }) => [name, null]))
    else if (value === null) continue
    else if (field.type === 'group' && isObject(value))
      kept[field.name] = checkFields(value, field.flattenedFields, `${path}.`, errors)
    else if (field.type === 'array' && Array.isArray(value) && value.every(isObject)) {
      kept[field.name] = value.map((row, index) => checkFields(row, field.flattenedFields, `${path}.${index}.`, errors))
    } else if (!fitsField(field, value)) errors.push({ path, message: 'fieldInvalid' })
  }
  return kept
}
