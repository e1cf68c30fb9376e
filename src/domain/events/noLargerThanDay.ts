import type { Day, Occurrence } from './plan'

/**
 * A service that is called off must not keep its date from getting fewer places: it gets no more than the date has.
 * Returns those of the date's services that have to change.
 */
export const noLargerThanDay = (occurrences: readonly Occurrence[], { capacity }: Day): Occurrence[] =>
  occurrences
    .filter((one) => one.status === 'cancelled' && one.capacity > capacity)
    .map((one) => ({ ...one, capacity }))
