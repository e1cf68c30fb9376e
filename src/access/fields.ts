import type { FieldAccess } from 'payload'
import { isStaff as isStaffCaller } from '@/domain/access/caller'
import { callerOf } from './caller'

/** Phones and comments: not for viewers. */
export const staffField: FieldAccess = ({ req }) => {
  const caller = callerOf(req)
  return caller !== null && (isStaffCaller(caller) || caller.kind === 'integrations')
}

export const administratorField: FieldAccess = ({ req }) => {
  const caller = callerOf(req)
  return caller?.kind === 'users' && caller.role === 'administrator'
}

/** Shown, never accepted: silently ignored by Payload when a form sends it back. */
export const readOnlyField: FieldAccess = () => false
