/** From four places in five on, it is time to hurry people up or to make room. */
export const NEARLY_FULL = { taken: 4, of: 5 }

export type FullnessState = 'free' | 'nearly' | 'full'

/** From here on a screen shows it. */
export const isNearlyFull = (places: { taken: number; max: number }): boolean => fullnessOf(places) !== 'free'

/** How full `taken` of `max` places are, with the same thresholds on every screen. */
export const fullnessOf = ({ taken, max }: { taken: number; max: number }): FullnessState => {
  if (taken >= max) return 'full'
  return taken * NEARLY_FULL.of >= max * NEARLY_FULL.taken ? 'nearly' : 'free'
}

type Places = { participants: number; capacity: number; day: { participants: number; capacity: number } }

/**
 * What of a service and its day is worth a line: the day as a whole when it is nearly full, since that says it of all
 * its services; the service when only it is.
 */
export const fullestOf = ({ participants, capacity, day }: Places): 'day' | 'service' | null => {
  if (isNearlyFull({ taken: day.participants, max: day.capacity })) return 'day'
  return isNearlyFull({ taken: participants, max: capacity }) ? 'service' : null
}
