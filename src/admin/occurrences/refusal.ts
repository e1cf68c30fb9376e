import type { ApiRefusal } from '@/admin/ui/api'

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
