'use client'
import { useEffect, type ReactNode } from 'react'
import { useAuth } from '@payloadcms/ui'

const MOST = 5

/** Reports errors of the screens to the server without their message, because it may quote what somebody typed. */
export const TellErrors = ({ children }: { children: ReactNode }) => {
  const { user } = useAuth()
  const signedIn = user !== null && user !== undefined
  useEffect(() => {
    if (!signedIn) return
    let told = 0
    const tell = (thrown: unknown): void => {
      if (!(thrown instanceof Error) || thrown.name === 'AbortError' || told >= MOST) return
      told += 1
      const body = JSON.stringify({
        type: thrown.name.slice(0, 64),
        page: location.pathname.slice(0, 200),
        stack: (thrown.stack ?? '').slice(0, 10_000),
      })
      // A failure to report an error is not reported again.
      void fetch('/api/error-reports/browser', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        keepalive: true,
      }).catch(() => undefined)
    }
    const onError = ({ error }: ErrorEvent): void => tell(error)
    const onRejection = ({ reason }: PromiseRejectionEvent): void => tell(reason)
    addEventListener('error', onError)
    addEventListener('unhandledrejection', onRejection)
    return () => {
      removeEventListener('error', onError)
      removeEventListener('unhandledrejection', onRejection)
    }
  }, [signedIn])
  return children
}
