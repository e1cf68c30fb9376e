import type { CollectionBeforeOperationHook } from 'payload'
import { refuseWeakPassword } from '@/domain/access/passwords/weak'

/** A password that somebody sets, one's own or another's. That of the first start is the operator's. */
export const refuseWeakPasswords: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if ((operation !== 'create' && operation !== 'update') || req.payloadAPI !== 'REST') return args
  const password = (args as { data?: { password?: unknown } }).data?.password
  if (typeof password === 'string' && password !== '') refuseWeakPassword(password)
  return args
}
