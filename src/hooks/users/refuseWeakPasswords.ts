import type { CollectionBeforeOperationHook } from 'payload'
import { refuseWeakPassword } from '@/domain/access/passwords/weak'
import { invalid } from '@/domain/errors'

/** A password that somebody sets, one's own or another's. That of the first start is the operator's. */
export const refuseWeakPasswords: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if ((operation !== 'create' && operation !== 'update') || req.payloadAPI !== 'REST') return args
  const password = (args as { data?: { password?: unknown } }).data?.password
  if (password === undefined || password === null || password === '') return args
  // Payload hashes whatever has a length, or ignores it.
  if (typeof password !== 'string') throw invalid({ path: 'password', message: 'fieldInvalid' })
  refuseWeakPassword(password)
  return args
}
