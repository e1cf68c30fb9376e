import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { claimKey, storeAnswer, type StoredAnswer } from '@/db/idempotency'
import { transaction, within } from '@/db/sql'
import { Refusal } from '@/domain/errors'
import { asRefused, keyOf, replayed, type Idempotency } from './once'

/**
 * The same promise as `once`, for work that Payload does in a transaction of its own behind `req`: the key
 * is claimed in that very transaction, so the answer is kept if and only if the work is. Payload rolls
 * everything back on a refusal; the refusal is then kept by itself.
 */
export const onceInRequest = async <Answer>(
  req: PayloadRequest,
  request: Idempotency,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  if (request.key === null) return work()
  const key = keyOf(request, request.key)
  await initTransaction(req)
  try {
    const db = await within(req)
    const claim = await claimKey(db, key)
    if (claim === 'reused') throw new Refusal('IDEMPOTENCY_KEY_REUSED')
    if (claim !== 'claimed') {
      await commitTransaction(req)
      return replayed<Answer>(claim)
    }
    const answer = await work()
    await storeAnswer(db, key, { status: 201, body: answer })
    await commitTransaction(req)
    return answer
  } catch (error) {
    await killTransaction(req)
    const refused = error instanceof Refusal && error.code === 'IDEMPOTENCY_KEY_REUSED' ? null : refusedOrNull(error)
    if (refused) {
      await transaction(req.payload, async (db) => {
        if ((await claimKey(db, key)) === 'claimed') await storeAnswer(db, key, refused)
      })
    }
    throw error
  }
}

const refusedOrNull = (error: unknown): StoredAnswer | null => {
  try {
    return asRefused(error)
  } catch {
    // Not an answer worth keeping: a 400, a 403 or a fault may be tried again.
    return null
  }
}
