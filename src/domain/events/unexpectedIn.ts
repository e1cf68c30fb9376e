import type { FieldError } from '@/domain/errors'

/** Computed fields, which may have changed since the form was opened. */
const COMPUTED = [
  'participants',
  'createdAt',
  'updatedAt',
  'bookableFrom',
  'timezone',
  'edited',
  'editedFields',
  'skipped',
  'cancelReason',
  'cancelledAt',
]

const same = (sent: unknown, stored: unknown): boolean => {
  if (stored instanceof Date) return typeof sent === 'string' && new Date(sent).getTime() === stored.getTime()
  return (sent ?? null) === (stored ?? null) || (sent === '' && stored === null)
}

/**
 * Sent fields that can't be changed here. The panel's form sends the whole document back, so unchanged values and
 * display-only fields are ignored. A form is recognized by its createdAt.
 */
export const unexpectedIn = (
  body: Readonly<Record<string, unknown>>,
  editable: readonly string[],
  stored: Readonly<Record<string, unknown>>,
): FieldError[] =>
  Object.keys(body)
    .filter(
      (name) =>
        !editable.includes(name) &&
        !(name in stored && same(body[name], stored[name])) &&
        !('createdAt' in body && COMPUTED.includes(name)),
    )
    .map((path) => ({ path, message: 'fieldUnexpected' }))
