'use client'
import { useEffect, useLayoutEffect, type ReactNode } from 'react'

/** The router's history state of the page as it was on arrival. */
let written: unknown = null

/**
 * Payload's lists write their sorting into the address with an empty state, on the first page before the
 * router can see it. An entry without the router's state is blank when somebody comes back to it, so it is
 * given back.
 */
export const KeepHistory = ({ children }: { children: ReactNode }) => {
  useLayoutEffect(() => {
    written = window.history.state
  }, [])
  useEffect(() => {
    if (window.history.state === null && written !== null)
      window.history.replaceState(written, '', window.location.href)
  }, [])
  return children
}
