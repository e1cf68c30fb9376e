import type { Endpoint } from 'payload'
import { warned } from '@/endpoints/events/warned'
import { existingFile } from '@/endpoints/media/file'
import { boundedPreference } from '@/endpoints/preferences/bounded'
import { leavingProvider } from '@/endpoints/oidc/leave'
import { boundedRefresh } from '@/endpoints/oidc/refresh'
import { tokenForPrograms } from '@/endpoints/users/cookieSessions'
import { quietReset, throttledLogin, throttledReset } from '@/endpoints/users/signIn'

/** Payload's routes that we extend. */
export const WRAPPED: Record<string, (handler: Endpoint['handler']) => Endpoint['handler']> = {
  'get /media/file/:filename': existingFile,
  'post /events': warned,
  'post /payload-preferences/:key': boundedPreference,
  'post /users/login': throttledLogin,
  'get /users/me': tokenForPrograms,
  'post /users/logout': leavingProvider,
  'post /users/refresh-token': boundedRefresh,
  'post /users/forgot-password': quietReset,
  'post /users/reset-password': throttledReset,
}
