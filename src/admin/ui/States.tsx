'use client'
import { Button } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { usePanelText } from './texts'
import './ui.scss'

export const Loading = ({ rows = 5 }: { rows?: number }) => {
  const t = usePanelText()
  return (
    <div className="pr-loading" role="status">
      <span className="pr-hidden">{t('ui.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="pr-loading__row" aria-hidden="true" />
      ))}
    </div>
  )
}

export const Empty = ({ title, text, action }: { title?: string; text?: string; action?: ReactNode }) => {
  const t = usePanelText()
  return (
    <div className="pr-state">
      <p className="pr-state__title">{title ?? t('ui.empty')}</p>
      {text && <p>{text}</p>}
      {action}
    </div>
  )
}

export const Failed = ({ error, onRetry }: { error: { message: string }; onRetry?: () => unknown }) => {
  const t = usePanelText()
  return (
    <div className="pr-state pr-state--failed" role="alert">
      <p className="pr-state__title">{t('ui.failed')}</p>
      <p>{error.message}</p>
      {onRetry && (
        <Button buttonStyle="secondary" margin={false} onClick={() => void onRetry()}>
          {t('ui.retry')}
        </Button>
      )}
    </div>
  )
}
