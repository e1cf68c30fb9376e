import type { FoundSlot } from './slots'
import { newId } from './newId'
import type { Db } from './sql'
import { prepared } from './statement'

/** Whoever booked somebody goes on answering for them, so the booker, the door and the time come along. */
const CARRIED = 'comment, source, booked_by_relation_to, booked_by_value, booked_at'

const FREED_HOLDS = 'DELETE FROM holds WHERE visitor_id = $3 AND occurrence_id = $4'

const MOVE_FRESH = prepared(
  'move-fresh',
  `WITH fresh AS (
     INSERT INTO participants (id, visitor_id, occurrence_id, status, ${CARRIED}, created_at, updated_at)
     SELECT $2, visitor_id, $4, 'expected', ${CARRIED}, $5, $5 FROM participants WHERE id = $1
   ) ${FREED_HOLDS}`,
)

const MOVE_AGAIN = prepared(
  'move-again',
  `WITH again AS (
     UPDATE participants b
        SET status = 'expected', comment = f.comment, source = f.source,
            booked_by_relation_to = f.booked_by_relation_to, booked_by_value = f.booked_by_value,
            booked_at = f.booked_at, updated_at = $5, cancelled_at = NULL, cancel_reason = NULL
       FROM participants f WHERE f.id = $1 AND b.id = $2
   ) ${FREED_HOLDS}`,
)

/** Takes the place at the slot for the same booking. Returns the id of the participant there. */
export const writeMove = async (
  db: Db,
  { participant, visitor, slot, now }: { participant: string; visitor: string; slot: FoundSlot; now: Date },
): Promise<string> => {
  const id = slot.reusable?.id ?? newId(now)
  const statement = slot.reusable ? MOVE_AGAIN : MOVE_FRESH
  await db.rows(statement, [participant, id, visitor, slot.occurrence, now.toISOString()])
  return id
}
