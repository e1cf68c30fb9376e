import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook, PayloadRequest } from 'payload'
import { within } from '@/db/sql'
import { isLastAdministrator } from '@/db/users'
import { invalid, Refusal } from '@/domain/errors'

type Args = Partial<Parameters<CollectionBeforeChangeHook>[0]> &
  Partial<Parameters<CollectionBeforeDeleteHook>[0]> & { req: PayloadRequest }

/** The last administrator can't be deleted, blocked or demoted, because nobody could undo it. */
export const keepOneAdministrator = async ({ id, req, data, operation, originalDoc }: Args) => {
  if (operation === 'create') return data
  const subject = String(id ?? originalDoc?.id)
  const keepsRole = data?.role === undefined || data.role === 'administrator'
  if (data && keepsRole && data.blocked !== true) return data
  if (await isLastAdministrator(await within(req), subject)) {
    throw data
      ? invalid({ path: keepsRole ? 'blocked' : 'role', message: 'fieldLastAdministrator' })
      : new Refusal('IN_USE', { references: [] })
  }
  return data
}
