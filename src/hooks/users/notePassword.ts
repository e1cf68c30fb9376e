import type { CollectionBeforeValidateHook } from 'payload'

/** Payload hashes a new password and removes it from the data; hooks that run later must know about it. */
export const notePassword: CollectionBeforeValidateHook = ({ data, operation, context }) => {
  if (operation === 'update')
    context.newPassword = typeof (data as { password?: unknown } | undefined)?.password === 'string'
  return data
}
