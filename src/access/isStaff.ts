import type { Access } from 'payload'
import { isStaff as isStaffCaller } from '@/domain/access/caller'
import { callerOf } from './caller'

/** Administrators and coordinators. */
export const isStaff: Access = ({ req }) => {
  const caller = callerOf(req)
  return caller !== null && isStaffCaller(caller)
}
