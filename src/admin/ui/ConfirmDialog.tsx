'use client'
import type { ReactNode } from 'react'
import { Dialog } from './Dialog'
import { usePanelText } from './texts'

type Props = {
  open: boolean
  title: string
  confirmLabel: string
  danger?: boolean
  busy?: boolean
  error?: { message: string } | null
  size?: 'normal' | 'wide'
  onConfirm: () => void
  onClose: () => void
  children?: ReactNode
}

export const ConfirmDialog = ({
  open,
  title,
  confirmLabel,
  danger,
  busy,
  error,
  size,
  onConfirm,
  onClose,
  children,
}: Props) => {
  const t = usePanelText()
  return (
    <Dialog
      open={open}
      size={size}
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="pr-button" onClick={onClose}>
            {t('ui.cancel')}
          </button>
          <button
            type="button"
            className={`pr-button ${danger ? 'pr-button--danger' : 'pr-button--primary'}`}
            disabled={busy}
            aria-busy={busy || undefined}
            onClick={onConfirm}
          >
            {confirmLabel}
          </button>
        </>
      }
    >
      {children}
      <div aria-live="assertive">{error && <p className="pr-error">{error.message}</p>}</div>
    </Dialog>
  )
}
