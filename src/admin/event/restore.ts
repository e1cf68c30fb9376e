import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import type { AnswerOf } from '@/admin/ui/answers'
import type { restoreEventDayRoute } from '@/endpoints/event-days'
import type { restoreOccurrenceRoute } from '@/endpoints/occurrences'

export type RestorePath = `/api/event-days/${string}/restore` | `/api/occurrences/${string}/restore`
export type CancelledThen = AnswerOf<typeof restoreEventDayRoute | typeof restoreOccurrenceRoute>['cancelledThen']
export type BookedAgain = { done: Set<string>; refused: Map<string, ApiRefusal> }

/** Books each of them again, one after the other in the order shown: with few places left, the order decides. */
export const bookAgain = async (people: CancelledThen): Promise<BookedAgain> => {
  const done = new Set<string>()
  const refused = new Map<string, ApiRefusal>()
  for (const { visitor, occurrence, participant } of people) {
    try {
      await call('/api/bookings', { method: 'POST', body: { visitor, occurrence } })
      done.add(participant)
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      // Somebody else has booked this person meanwhile: that is what was wanted.
      if (refusal.code === 'ALREADY_BOOKED') done.add(participant)
      else refused.set(participant, refusal)
    }
  }
  return { done, refused }
}
