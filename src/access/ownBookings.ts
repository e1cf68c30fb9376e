import type { Access, Where } from 'payload'
import { callerOf } from './caller'

/** Users see every booking; a booking key only those it made; a read key none. */
export const ownBookings: Access = ({ req }) => {
  const caller = callerOf(req)
  if (!caller) return false
  if (caller.kind === 'users') return true
  if (caller.kind !== 'integrations' || caller.scope !== 'booking') return false
  const own: Where[] = [{ 'bookedBy.relationTo': { equals: 'integrations' } }, { 'bookedBy.value': { equals: caller.id } }]
  return { and: own }
}
