import type { FieldHook } from 'payload'
import { openEntries } from '@/db/person-keys'
import { loaderOf } from '../loaders'

/** Decrypts what an entry says about a person; `erased` if the key is gone. One statement per list. */
export const readPerson: FieldHook = async ({ originalDoc, data, req }) => {
  const id: unknown = (originalDoc ?? data)?.id
  if (typeof id !== 'string') return null
  return (await loaderOf(req, 'auditPeople', openEntries).load(id)) ?? null
}
