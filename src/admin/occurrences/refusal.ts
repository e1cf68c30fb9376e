import type { Affected } from '@/admin/event/Impact'
import type { ApiRefusal } from '@/admin/ui/api'

/** A person whose booking a change would move or cancel, as in the 409. */
export type AffectedPerson = { id: string; name: string }

/** The people named by a refusal that asks for confirmation; null for other refusals. */
export const peopleIn = (refusal: ApiRefusal, code: string): AffectedPerson[] | null => {
  if (refusal.code !== code) return null
  const { participants = [] } = refusal.data as { participants?: Affected[] }
  return participants.map(({ id, visitor, visitorName }) => ({ id, name: visitorName ?? visitor }))
}

/** The server's sentences by field; those without a field go to `form`. */
export const refusedFields = <Field extends string>(
  refusal: ApiRefusal,
  fields: Record<string, Field>,
): Partial<Record<Field | 'form', string>> => {
  const data = refusal.errors[0]?.data
  const found: Partial<Record<Field | 'form', string>> = {}
  for (const { path, message } of data?.errors ?? []) found[fields[path] ?? 'form'] = message
  if (Object.keys(found).length > 0) return found
  const field = refusal.code?.startsWith('CAPACITY_') ? fields.capacity : undefined
  return { [field ?? 'form']: refusal.message } as typeof found
}
