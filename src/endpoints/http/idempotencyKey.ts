import type { PayloadRequest } from 'payload'
import { invalid } from '@/domain/errors'

export const IDEMPOTENCY_HEADER = {
  'Idempotency-Key':
    'Optional, at most 255 characters. Repeating a request with the same key returns the first answer, for 7 days.',
}

const isKey = (key: string): boolean => key.length <= 255 && /^[\x20-\x7e]+$/.test(key)

/** The key of a request, or null. A key that is longer than 255 characters or not printable is a 400. */
export const idempotencyKey = (req: PayloadRequest): string | null => {
  const key = req.headers.get('idempotency-key')
  if (key === null || key === '') return null
  if (!isKey(key)) throw invalid({ path: 'Idempotency-Key', message: 'fieldInvalid' })
  return key
}

const MOST_REPLACED = 20

/** The keys of earlier attempts that this request replaces, separated by commas. */
export const replacedKeys = (req: PayloadRequest): string[] => {
  const keys = (req.headers.get('idempotency-replaces') ?? '').split(',').flatMap((key) => key.trim() || [])
  if (keys.length > MOST_REPLACED || !keys.every(isKey))
    throw invalid({ path: 'Idempotency-Replaces', message: 'fieldInvalid' })
  return keys
}
