import { createHash } from 'node:crypto'
import type { KeyOf } from '@/db/idempotency'
import { callerKey, type Caller } from '@/domain/access/caller'
import { principalOf } from '@/domain/access/decide'

export type Idempotency = {
  caller: Caller
  route: string
  key: string | null
  body: unknown
  /** Keys of earlier attempts whose answers were lost, and which this request stands for. */
  replaces?: readonly string[]
}

/** An answer contains what its caller was allowed to read, so a caller with another role does not get it again. */
export const keyOf = ({ caller, route, body }: Idempotency, key: string): KeyOf => ({
  caller: callerKey(caller),
  route,
  key,
  bodyHash: hashOf({ as: principalOf(caller), body }),
  bodyHashBefore: hashOf(body),
})

/** The order of keys in a body does not matter. */
const hashOf = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(body)) ?? '')
    .digest('hex')

/** Deeper than any body that is accepted. */
const DEEPEST = 100

const canonical = (value: unknown, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) return null
  if (Array.isArray(value)) return value.map((inner) => canonical(inner, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner, depth + 1)]),
  )
}
