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
  const mine = keyOf(request, request.key)
  await initTransaction(req)
  try {
    const db = await within(req)
    const known = await claimKey(db, mine)
    if (known === 'reused') throw new Refusal('IDEMPOTENCY_KEY_REUSED')
    if (known !== 'mine') {
      await commitTransaction(req)
      return replayed<Answer>(known)
    }
    const answer = await work()
    await storeAnswer(db, mine, { status: 201, body: answer })
    await commitTransaction(req)
    return answer
  } catch (error) {
    await killTransaction(req)
    const refused = error instanceof Refusal && error.code === 'IDEMPOTENCY_KEY_REUSED' ? null : refusedOrNull(error)
    if (refused) {
      await transaction(req.payload, async (db) => {
        if ((await claimKey(db, mine)) === 'mine') await storeAnswer(db, mine, refused)
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
