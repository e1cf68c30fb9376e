import type { FlattenedField } from 'payload'
import { isId } from '@/domain/ids'
import { isInstant } from '@/domain/time/instant'

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
      return value === '' || isInstant(value)
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
