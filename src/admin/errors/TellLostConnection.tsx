'use client'
import { useLayoutEffect, type ReactNode } from 'react'
import { usePanelText } from '@/admin/ui/texts'

/** A lost connection in words: Payload's forms show what the browser says, which is "Failed to fetch". */
export const TellLostConnection = ({ children }: { children: ReactNode }) => {
  const t = usePanelText()
  useLayoutEffect(() => {
    const { fetch } = window
    window.fetch = async (...request) => {
      try {
        return await fetch(...request)
      } catch (fault) {
        // An abandoned request is none of these.
        if (fault instanceof TypeError) throw new TypeError(t('ui.offline'), { cause: fault })
        throw fault
      }
    }
    return () => {
      window.fetch = fetch
    }
  }, [t])
  return children
}
