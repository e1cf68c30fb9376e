import type { Access } from 'payload'
import { callerOf } from './caller'

export const isAdministratorOrSelf: Access = ({ req }) => {
  const caller = callerOf(req)
  if (caller?.kind !== 'users') return false
  return caller.role === 'administrator' ? true : { id: { equals: caller.id } }
}
