import type { FieldHook } from 'payload'
import { bookableFrom } from '@/db/event-state'
import { loaderOf } from '../loaders'

/** When the booking window opened or will open. One statement per list. */
export const readBookableFrom: FieldHook = async ({ originalDoc, data, req }) => {
  const id: unknown = (originalDoc ?? data)?.id
  if (typeof id !== 'string') return null
  return (await loaderOf(req, 'bookableFrom', bookableFrom).load(id))?.toISOString() ?? null
}
