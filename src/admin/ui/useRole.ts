'use client'
import { useAuth } from '@payloadcms/ui'

/** The rights of the signed-in user. Buttons they can't use are hidden; the server checks anyway. */
export const useRole = () => {
  const { user } = useAuth()
  const role = (user as { role?: string } | null)?.role
  return {
    signedIn: Boolean(user),
    isAdministrator: role === 'administrator',
    isStaff: role === 'administrator' || role === 'coordinator',
  }
}
