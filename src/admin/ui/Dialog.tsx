'use client'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { usePanelText } from './texts'
import { showToastsOnTop } from './toasts'
import './ui.scss'

type Props = {
  open: boolean
  title: ReactNode
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  /** `drawer` slides in from the right at full height. On phones every size fills the screen. */
  size?: 'normal' | 'narrow' | 'wide' | 'drawer'
}

/** The browser's own dialog element: it keeps the focus inside, closes with Esc and returns the focus. */
export const Dialog = ({ open, title, onClose, children, footer, size = 'normal' }: Props) => {
  const t = usePanelText()
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()

  // Runs before the element is removed, because what was moved into it must be moved out by then.
  useLayoutEffect(() => {
    const dialog = element.current
    if (!open || !dialog) return
    const before = document.activeElement
    if (!dialog.open) dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-focus-first]')?.focus()
    showToastsOnTop()
    return () => {
      dialog.close()
      showToastsOnTop()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [open])

  if (!open) return null
  return (
    <dialog
      ref={element}
      className={`pr-dialog pr-dialog--${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <div className="pr-dialog__box">
        <header className="pr-dialog__head">
          <h2 id={id} className="pr-dialog__title">
            {title}
          </h2>
          <button type="button" className="pr-dialog__close" aria-label={t('ui.close')} onClick={onClose}>
            <span aria-hidden="true">×</span>
          </button>
        </header>
        <div className="pr-dialog__body">{children}</div>
        <div className="pr-dialog__said" />
        {footer && <footer className="pr-dialog__foot">{footer}</footer>}
      </div>
    </dialog>
  )
}
