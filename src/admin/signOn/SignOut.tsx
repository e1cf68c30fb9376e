'use client'
import { useConfig } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, refusalOf } from '@/admin/ui/api'
import { usePanelText } from '@/admin/ui/texts'
import '@/admin/ui/ui.scss'

/**
 * Ends the session here and, where it came from a provider, there: the page is left for the provider's or for the one
 * of signing in.
 */
export const SignOut = () => {
  const t = usePanelText()
  const { config } = useConfig()
  const [failed, setFailed] = useState(false)
  const login = `${config.routes.admin}/login`

  const leave = useCallback(async () => {
    setFailed(false)
    try {
      const { location } = await call<{ location: string | null }>('/api/users/logout', { method: 'POST', body: {} })
      window.location.assign(location ?? login)
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      // A 401 means that nobody is signed in any more, which is the goal.
      if (refusal.status === 400 || refusal.status === 401) window.location.assign(login)
      else setFailed(true)
    }
  }, [login])

  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void leave()
  }, [leave])

  return (
    <div className="pr-sign-out" aria-live="polite">
      <p>{t(failed ? 'signOn.notSignedOut' : 'signOn.signingOut')}</p>
      {failed && (
        <button type="button" className="pr-button" onClick={() => void leave()}>
          {t('signOn.again')}
        </button>
      )}
    </div>
  )
}
