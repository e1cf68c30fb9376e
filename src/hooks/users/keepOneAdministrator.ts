import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook, PayloadRequest } from 'payload'
import { within } from '@/db/sql'
import { invalid, Refusal } from '@/domain/errors'

type Args = Partial<Parameters<CollectionBeforeChangeHook>[0]> & Partial<Parameters<CollectionBeforeDeleteHook>[0]> & { req: PayloadRequest }

/** The last administrator can neither be deleted nor made something else: nobody could undo it. */
export const keepOneAdministrator = async ({ id, req, data, operation, originalDoc }: Args) => {
  if (operation === 'create') return data
  const subject = String(id ?? originalDoc?.id)
  if (data && (data.role === undefined || data.role === 'administrator')) return data
  const rows = await (await within(req)).rows<{ id: string }>(`SELECT id FROM users WHERE role = 'administrator' ORDER BY id FOR UPDATE`)
  if (rows.length === 1 && rows[0]?.id === subject) {
    throw data ? invalid({ path: 'role', message: 'fieldLastAdministrator' }) : new Refusal('IN_USE', { references: [] })
  }
  return data
}
