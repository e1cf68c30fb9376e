'use client'
import { useLayoutEffect, type ReactNode } from 'react'
import { ZONE_COOKIE } from '@/config/zoneCookie'

const YEAR = 365 * 24 * 60 * 60

/** Tells the server the zone of the browser, so that a day of a filter is the viewer's own day. */
export const KeepZone = ({ children }: { children: ReactNode }) => {
  useLayoutEffect(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    document.cookie = `${ZONE_COOKIE}=${zone}; path=/; max-age=${YEAR}; samesite=strict`
  }, [])
  return children
}
