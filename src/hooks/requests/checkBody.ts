import type { CollectionBeforeOperationHook } from 'payload'
import { type FieldError, invalid, Refusal } from '@/domain/errors'
import { checkFields, isObject } from './checkFields'

/**
 * The body of a create or an update over HTTP has the types of its collection. Payload checks what its
 * validators check; an object where a text belongs, or 1e400, would reach the database.
 */
export const checkBody: CollectionBeforeOperationHook = ({ args, operation, req, collection }) => {
  if ((operation !== 'create' && operation !== 'update') || req.payloadAPI !== 'REST') return args
  // Fields that the product itself writes while answering, such as the token of a password link.
  if ((args as { overrideAccess?: boolean }).overrideAccess) return args
  const data: unknown = (args as { data?: unknown }).data ?? {}
  if (!isObject(data)) throw new Refusal('MALFORMED')
  const errors: FieldError[] = []
  const kept = checkFields(data, collection.flattenedFields, '', errors)
  if (errors.length > 0) throw invalid(...errors)
  return { ...args, data: kept }
}
