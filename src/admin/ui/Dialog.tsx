'use client'
import { Dialog as Modal, DialogDismiss, DialogHeading } from '@ariakit/react'
import { useRef, type ReactNode } from 'react'
import { layerOf } from './layer'
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

const onTop = (element: HTMLElement | null) => {
  if (!element) return
  showToastsOnTop()
  return () => showToastsOnTop(element)
}

/** Keeps the focus inside and gives it back; one Esc closes the one on top. */
export const Dialog = ({ open, ...rest }: Props) => (open ? <Opened {...rest} /> : null)

const Opened = ({ title, onClose, children, footer, size = 'normal' }: Omit<Props, 'open'>) => {
  const t = usePanelText()
  const element = useRef<HTMLDivElement>(null)
  return (
    <Modal
      open
      ref={element}
      render={<dialog open />}
      portalElement={layerOf}
      backdrop={<div className="pr-backdrop" />}
      className={`pr-dialog pr-dialog--${size}`}
      autoFocusOnShow={() => {
        const first = element.current?.querySelector<HTMLElement>('[data-focus-first]')
        first?.focus()
        return !first
      }}
      onClose={onClose}
    >
      <div className="pr-dialog__box" ref={onTop}>
        <header className="pr-dialog__head">
          <DialogHeading render={<h2 />} className="pr-dialog__title">
            {title}
          </DialogHeading>
          <DialogDismiss className="pr-dialog__close" aria-label={t('ui.close')}>
            <span aria-hidden="true">×</span>
          </DialogDismiss>
        </header>
        <div className="pr-dialog__body">{children}</div>
        <div className="pr-dialog__said" />
        {footer && <footer className="pr-dialog__foot">{footer}</footer>}
      </div>
    </Modal>
  )
}
