import type { CollectionBeforeOperationHook } from 'payload'
import { Refusal } from '@/domain/errors'

/** Participants are written only by src/operations/bookings and attendance; all ways lead there. */
export const requireBookingOperation: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation === 'create' || operation === 'update' || operation === 'delete')
    throw new Refusal('METHOD_NOT_ALLOWED')
  return args
}
