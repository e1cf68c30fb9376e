import { useSyncExternalStore } from 'react'

/** The width from which the panel shows a form's second column beside it. */
const WIDE = '(min-width: 1025px)'

const watch = (changed: () => void) => {
  const query = window.matchMedia(WIDE)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Whether the summary stands beside the form. On a server nobody knows: then it is part of the form. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    watch,
    () => window.matchMedia(WIDE).matches,
    () => false,
  )
