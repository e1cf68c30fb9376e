/** Four places of five: with fewer left it is time to tell people to hurry, or to make room. */
export const NEARLY_FULL = { taken: 4, of: 5 }

export type FullnessState = 'free' | 'nearly' | 'full'

/** How full `taken` of `max` places are, in words that every screen uses alike. */
export const fullnessOf = ({ taken, max }: { taken: number; max: number }): FullnessState => {
  if (taken >= max) return 'full'
  return taken * NEARLY_FULL.of >= max * NEARLY_FULL.taken ? 'nearly' : 'free'
}
