import type { Payload } from 'payload'
import { participantById, type Participant } from '@/db/participants'
import { sourceOf, type Caller } from '@/domain/access/caller'
import type { Mark } from '@/domain/attendance/decideMark'
import { Refusal } from '@/domain/errors'
import { markWithin } from '@/operations/attendance/mark'
import { once } from '@/operations/idempotency/once'
import { count } from '@/operations/metrics/counts'
import { bookWithin } from './book'
import { makeRoom } from './makeRoom'
import { forSurvivor } from './survivor'

type Addition = {
  visitor: string
  occurrence: string
  comment: string | null
  status: Mark
  /** Raises the capacity if that is the only obstacle. */
  raiseCapacity: boolean
}
type Context = { caller: Caller; now: Date; route: string; key: string | null; body: unknown }

/** Adds one participant together with a mark, for a paper list typed in later. Both are written or neither. */
export const add = async (
  payload: Payload,
  { visitor, occurrence, comment, status, raiseCapacity }: Addition,
  { caller, now, ...idempotency }: Context,
): Promise<Participant> => {
  let made = 0
  const added = await forSurvivor(visitor, (survivor) =>
    once(payload, { caller, ...idempotency }, async (db) => {
      if (raiseCapacity) await makeRoom(db, { visitor: survivor, occurrence, caller, now })
      const wanted = { visitor: survivor, occurrences: [occurrence], comment }
      const [participant] = await bookWithin(db, wanted, { caller, now })
      if (!participant) throw new Refusal('OCCURRENCE_NOT_FOUND', { occurrence })
      made = 1
      if (status === 'expected') return participant
      const { failed } = await markWithin(db, { ids: [participant.id], status }, { caller, now })
      // A refusal after a write must not be stored as the answer, so the transaction is rolled back, including the key.
      if (failed[0]) throw new MarkRefused(failed[0].code)
      return (await participantById(db, participant.id)) ?? participant
    }),
  ).catch((error: unknown) => {
    throw error instanceof MarkRefused ? new Refusal(error.code, { occurrence }) : error
  })
  if (made > 0) count('bookings', sourceOf(caller))
  return added
}

class MarkRefused extends Error {
  constructor(readonly code: Refusal['code']) {
    super(code)
  }
}
