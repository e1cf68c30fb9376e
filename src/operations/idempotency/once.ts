import type { Payload } from 'payload'
import { claimed, claimOf, storeAnswer, type Claim, type KeyOf, type StoredAnswer } from '@/db/idempotency'
import { transaction, type Db } from '@/db/sql'
import type { Call } from '@/db/statement'
import { Refusal, Refusals, refusalsOf, STATUS_BY_CODE } from '@/domain/errors'
import { keyOf, type Idempotency } from './key'
import { supersede } from './supersede'

/**
 * For work that claims the key itself to save a round trip while locks are held. It sends `claim` together with its
 * first statements and passes the rows to `confirm` before it decides or writes anything. It may also store its answer
 * together with its own rows, and then sets `answerStored`.
 */
export type KeyClaim = {
  key: KeyOf
  answerStored: boolean
  claim: Call
  confirm: (rows: readonly unknown[]) => Promise<void>
}

export type { Idempotency }

/** The key was used before, so the stored answer is returned. */
class KeyUsedBefore extends Error {
  constructor(readonly claim: Exclude<Claim, 'claimed'>) {
    super('This key was used before')
  }
}

/**
 * Runs `work` in a transaction, once per caller, route and key. A repeated request gets the first answer, even after a
 * restart, because the answer is committed with the work. Refusals with 409 are stored as answers too, provided `work`
 * refuses before it writes. Anything else (400, 403, 5xx) may be retried.
 */
export const once = <Answer>(
  payload: Payload,
  idempotency: Idempotency,
  work: (db: Db) => Promise<Answer>,
): Promise<Answer> =>
  onceTogether(payload, idempotency, async (db, keyClaim) => {
    if (keyClaim) {
      const [rows] = await db.together([keyClaim.claim])
      await keyClaim.confirm(rows)
      await supersede(db, idempotency)
    }
    return work(db)
  })

/** The same for work that claims the key itself. */
export const onceTogether = async <Answer>(
  payload: Payload,
  { caller, route, key, body }: Idempotency,
  work: (db: Db, keyClaim: KeyClaim | null) => Promise<Answer>,
): Promise<Answer> => {
  if (key === null) return transaction(payload, (db) => work(db, null))
  const claimedKey = keyOf({ caller, route, key, body }, key)

  const outcome = await transaction(payload, async (db): Promise<Exclude<Claim, 'claimed'>> => {
    const confirm = async (rows: readonly unknown[]): Promise<void> => {
      const claim = await claimed(db, claimedKey, rows)
      if (claim !== 'claimed') throw new KeyUsedBefore(claim)
    }
    const keyClaim: KeyClaim = { key: claimedKey, answerStored: false, claim: claimOf(claimedKey), confirm }
    try {
      const answer = await work(db, keyClaim).then((result): StoredAnswer => ({ status: 201, body: result }), asRefused)
      if (!keyClaim.answerStored) await storeAnswer(db, claimedKey, answer)
      return answer
    } catch (error) {
      if (error instanceof KeyUsedBefore) return error.claim
      throw error
    }
  })
  if (outcome === 'reused') throw new Refusal('IDEMPOTENCY_KEY_REUSED')
  return replayed<Answer>(outcome)
}

/** Returns the stored body, or throws the stored refusals in the language of the current request. */
export const replayed = <Answer>(answer: StoredAnswer): Answer => {
  if (answer.refusals) throw new Refusals(answer.refusals.map(({ code, data }) => new Refusal(code, data)))
  return answer.body as Answer
}

/** The refusals of an error as an answer to store. Rethrows anything else: a 400, a 403 or a fault. */
export const asRefused = (error: unknown): StoredAnswer => {
  const refusals = refusalsOf(error)
  if (refusals.length === 0 || refusals.some(({ code }) => STATUS_BY_CODE[code] !== 409 || code === 'BUSY')) throw error
  return { status: 409, refusals: refusals.map(({ code, data }) => ({ code, data })) }
}
