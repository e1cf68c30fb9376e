'use client'
import { useAuth } from '@payloadcms/ui'

/** What the signed-in person may do: buttons they can't use are not shown; the server decides anyway. */
export const useRole = () => {
  const { user } = useAuth()
  const role = (user as { role?: string } | null)?.role
  return {
    signedIn: Boolean(user),
    isAdministrator: role === 'administrator',
    isStaff: role === 'administrator' || role === 'coordinator',
  }
}
