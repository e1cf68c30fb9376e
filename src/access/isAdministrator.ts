import type { Access } from 'payload'
import { callerOf } from './caller'

export const isAdministrator: Access = ({ req }) => {
  const caller = callerOf(req)
  return caller?.kind === 'users' && caller.role === 'administrator'
}
