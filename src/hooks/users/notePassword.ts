import type { CollectionBeforeValidateHook } from 'payload'

/** Payload hashes a new password and forgets that there was one; what comes after the change has to know. */
export const notePassword: CollectionBeforeValidateHook = ({ data, operation, context }) => {
  if (operation === 'update')
    context.newPassword = typeof (data as { password?: unknown } | undefined)?.password === 'string'
  return data
}
