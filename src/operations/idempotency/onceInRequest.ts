import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { claimKey, storeAnswer, type StoredAnswer } from '@/db/idempotency'
import { transaction, within } from '@/db/sql'
import { Refusal } from '@/domain/errors'
import { keyOf, type Idempotency } from './key'
import { asRefused, replayed } from './once'
import { supersede } from './supersede'

/**
 * The same guarantee as `once`, for work that Payload does in its own transaction behind `req`. The key is claimed in
 * that transaction, so the answer is stored only if the work is committed. After a refusal Payload rolls everything
 * back, and the refusal is stored separately.
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
    await supersede(db, request)
    const answer = await work()
    await storeAnswer(db, key, { status: 201, body: answer })
    await commitTransaction(req)
    return answer
  } catch (error) {
    await killTransaction(req)
    const refused = error instanceof Refusal && ABOUT_KEYS.includes(error.code) ? null : refusedOrNull(error)
    if (refused) {
      await transaction(req.payload, async (db) => {
        if ((await claimKey(db, key)) === 'claimed') await storeAnswer(db, key, refused)
      })
    }
    throw error
  }
}

/** Not what the work answered. */
const ABOUT_KEYS: string[] = ['IDEMPOTENCY_KEY_REUSED', 'CREATED_BEFORE']

const refusedOrNull = (error: unknown): StoredAnswer | null => {
  try {
    return asRefused(error)
  } catch {
    // A 400, a 403 or a fault is not stored and may be retried.
    return null
  }
}
