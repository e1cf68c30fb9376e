import type { FlattenedField } from 'payload'
import { isId } from '@/domain/ids'

/** Whether a value is of the kind that a field holds. */
export const fitsField = (field: FlattenedField, value: unknown): boolean => {
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'email':
    case 'radio':
      return typeof value === 'string'
    case 'select':
      return (
        typeof value === 'string' ||
        (field.hasMany === true && Array.isArray(value) && value.every((one) => typeof one === 'string'))
      )
    case 'date':
      return value === '' || (typeof value === 'string' && isInstant(value))
    case 'number':
      return (
        value === '' ||
        ((typeof value === 'number' || typeof value === 'string') &&
          Number.isFinite(Number(value)) &&
          Math.abs(Number(value)) <= 1e15)
      )
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

/** Years that the database and every calendar can handle. */
const isInstant = (value: string): boolean => {
  const year = new Date(value).getUTCFullYear()
  return year >= 1 && year <= 9999
}
