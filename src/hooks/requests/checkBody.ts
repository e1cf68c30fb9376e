import type { CollectionBeforeOperationHook, FlattenedField } from 'payload'
import { type FieldError, invalid, Refusal } from '@/domain/errors'
import { isId } from '@/domain/ids'

/**
 * The body of a create or an update over HTTP has the types of its collection. Payload checks what its
 * validators check; an object where a text belongs, or 1e400, would reach the database.
 */
export const checkBody: CollectionBeforeOperationHook = ({ args, operation, req, collection }) => {
  if ((operation !== 'create' && operation !== 'update') || req.payloadAPI !== 'REST') return args
  const data: unknown = (args as { data?: unknown }).data ?? {}
  if (!isObject(data)) throw new Refusal('MALFORMED')
  const errors: FieldError[] = []
  checkFields(data, collection.flattenedFields, '', errors)
  if (errors.length > 0) throw invalid(...errors)
  return { ...args, data }
}

type Data = Record<string, unknown>

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

const checkFields = (data: Data, fields: readonly FlattenedField[], prefix: string, errors: FieldError[]): void => {
  for (const field of fields) {
    if (!('name' in field) || !field.name) continue
    const value = data[field.name]
    if (value === undefined || value === null) continue
    const path = `${prefix}${field.name}`
    if (field.type === 'group' && isObject(value)) checkFields(value, field.flattenedFields, `${path}.`, errors)
    else if (field.type === 'array' && Array.isArray(value) && value.every(isObject)) {
      value.forEach((row, index) => checkFields(row, field.flattenedFields, `${path}.${index}.`, errors))
    } else if (!fits(field, value)) errors.push({ path, message: 'fieldInvalid' })
  }
}

const fits = (field: FlattenedField, value: unknown): boolean => {
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'email':
    case 'radio':
      return typeof value === 'string'
    case 'select':
      return typeof value === 'string' || (field.hasMany === true && Array.isArray(value) && value.every((one) => typeof one === 'string'))
    case 'date':
      return value === '' || (typeof value === 'string' && isInstant(value))
    case 'number':
      return value === '' || ((typeof value === 'number' || typeof value === 'string') && Number.isFinite(Number(value)) && Math.abs(Number(value)) <= 1e15)
    case 'checkbox':
      return typeof value === 'boolean' || value === 'true' || value === 'false'
    case 'relationship':
    case 'upload':
      return value === '' || isId(value)
    case 'group':
    case 'array':
      return false
    default:
      return true
  }
}

/** Years that the database and everybody's calendar know. */
const isInstant = (value: string): boolean => {
  const year = new Date(value).getUTCFullYear()
  return year >= 1 && year <= 9999
}
