import type { PayloadRequest } from 'payload'
import { invalid } from '@/domain/errors'
import { isInstant } from '@/domain/time/instant'

export const VERSION_HEADER = {
  'If-Match':
    'Optional: the `updatedAt` of the record as it was read, in quotes. If it was changed since, the answer is 409 ' +
    '`CHANGED_MEANWHILE` and nothing is saved.',
}

/** The version of the record that the sender has seen, or null. */
export const seenVersion = (req: PayloadRequest): Date | null => {
  const header = req.headers.get('if-match')
  if (header === null || header.trim() === '*') return null
  const instant = /^\s*"([^"]{1,40})"\s*$/.exec(header)?.[1]
  if (instant === undefined || !isInstant(instant)) throw invalid({ path: 'If-Match', message: 'fieldInvalid' })
  return new Date(instant)
}
