import { AuthenticationError, type CollectionBeforeLoginHook } from 'payload'

/** A blocked account answers like a wrong password: whoever tries learns nothing. */
export const refuseBlocked: CollectionBeforeLoginHook = ({ user, req }) => {
  if (user.blocked === true) throw new AuthenticationError(req.t)
  return user
}
