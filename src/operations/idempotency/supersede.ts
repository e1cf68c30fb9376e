import { answerOf, claimKey, storeAnswer } from '@/db/idempotency'
import type { Db } from '@/db/sql'
import { Refusal } from '@/domain/errors'
import { keyOf, type Idempotency } from './key'

/**
 * An attempt whose answer was lost may have created something, or may still arrive. If it did, this one is refused with
 * what exists; if it did not, its key is used up, so that it can't create anything any more. Waits for one that is
 * being answered.
 */
export const supersede = async (db: Db, request: Idempotency): Promise<void> => {
  for (const before of request.replaces ?? []) {
    const key = keyOf({ ...request, body: null }, before)
    if ((await claimKey(db, key)) === 'claimed') {
      await storeAnswer(db, key, { status: 409, refusals: [{ code: 'IDEMPOTENCY_KEY_REUSED', data: {} }] })
      continue
    }
    const id = idIn((await answerOf(db, key))?.body)
    if (id !== null) throw new Refusal('CREATED_BEFORE', { id })
  }
}

const idIn = (answer: unknown): string | null => {
  const { doc } = (answer ?? {}) as { doc?: { id?: unknown } | null }
  return typeof doc?.id === 'string' ? doc.id : null
}
