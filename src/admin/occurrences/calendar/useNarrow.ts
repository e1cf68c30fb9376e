'use client'
import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 767px)'
const onWidth = (changed: () => void): (() => void) => {
  const query = window.matchMedia(NARROW)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
/** Follows the window when a phone is turned or a window is resized. */
export const useNarrow = (): boolean => useSyncExternalStore(onWidth, () => window.matchMedia(NARROW).matches)
