import type { CollectionBeforeOperationHook } from 'payload'
import { refuseWeakPassword } from '@/domain/access/passwords/weak'
import { reading } from '@/db/sql'
import { accountOf } from '@/db/users'
import { invalid } from '@/domain/errors'
import { isId } from '@/domain/ids'

type Asked = { id?: unknown; data?: { password?: unknown; email?: unknown; name?: unknown } }

/** A password that somebody sets, one's own or another's. That of the first start is checked there. */
export const refuseWeakPasswords: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if ((operation !== 'create' && operation !== 'update') || req.payloadAPI !== 'REST') return args
  const { id, data } = args as Asked
  const password = data?.password
  if (password === undefined || password === null || password === '') return args
  // Payload hashes whatever has a length, or ignores it.
  if (typeof password !== 'string') throw invalid({ path: 'password', message: 'fieldInvalid' })
  const account = isId(id) ? await accountOf(reading(req.payload), id) : null
  const known = [data?.email, data?.name, account?.email, account?.name]
  refuseWeakPassword(
    password,
    known.filter((one): one is string => typeof one === 'string'),
  )
  return args
}
