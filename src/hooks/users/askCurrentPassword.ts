import type { CollectionBeforeOperationHook } from 'payload'
import { callerOf } from '@/access/caller'
import { ADDRESS_HEADER } from '@/config/headers'
import { reading } from '@/db/sql'
import { accountOf } from '@/db/users'
import { Refusal } from '@/domain/errors'
import { secondsOf } from '@/domain/limits/bucket'
import { networkOf } from '@/domain/limits/network'
import { confirmPassword } from '@/operations/users/currentPassword'

type Data = { password?: unknown; email?: unknown; currentPassword?: unknown }

/** One's own password and e-mail are changed by whoever knows the password, not by whoever finds an open panel. */
export const askCurrentPassword: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'update' || req.payloadAPI !== 'REST') return args
  const { id, data } = args as { id?: unknown; data?: Data }
  if (!data) return args
  const { currentPassword, ...rest } = data
  const caller = callerOf(req)
  if (caller?.kind === 'users' && caller.id === id && (await changesEntry(req.payload, caller.id, rest))) {
    const address = networkOf(req.headers.get(ADDRESS_HEADER))
    const wait = await confirmPassword(req.payload, { user: caller.id, given: currentPassword, address })
    if (wait > 0) {
      const retryAfter = secondsOf(wait)
      req.responseHeaders = new Headers({ 'Retry-After': String(retryAfter) })
      throw new Refusal('TOO_MANY_REQUESTS', { retryAfter })
    }
  }
  return { ...args, data: rest } as typeof args
}

const changesEntry = async (
  payload: Parameters<typeof reading>[0],
  user: string,
  { password, email }: Data,
): Promise<boolean> => {
  if (password !== undefined && password !== null && password !== '') return true
  if (typeof email !== 'string') return false
  return email.toLowerCase().trim() !== (await accountOf(reading(payload), user))?.email
}
