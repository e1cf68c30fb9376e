import { materialise, type Removed } from './materialise'
import type { Current } from './plan'
import type { Series } from './series'

/** A date that the rule makes but that does not exist yet, as it would be. */
export const dateAhead = (
  event: Series & { id: string },
  date: string,
  removed: readonly Removed[],
  newId: () => string,
): Current => {
  const made = materialise(event.id, event, [date], removed, newId)
  const fresh = { status: 'scheduled' as const, skipped: false, editedFields: [] }
  return {
    days: made.days.map((day) => ({ ...day, zone: event.zone, ...fresh })),
    occurrences: made.occurrences.map((one) => ({ ...one, id: newId(), booked: false, ...fresh })),
    people: [],
    removed,
  }
}
