/** From four places in five on, it is time to hurry people up or to make room. */
export const NEARLY_FULL = { taken: 4, of: 5 }

export type FullnessState = 'free' | 'nearly' | 'full'

/** How full `taken` of `max` places are, with the same thresholds on every screen. */
export const fullnessOf = ({ taken, max }: { taken: number; max: number }): FullnessState => {
  if (taken >= max) return 'full'
  return taken * NEARLY_FULL.of >= max * NEARLY_FULL.taken ? 'nearly' : 'free'
}
