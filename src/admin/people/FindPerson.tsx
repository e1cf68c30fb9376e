'use client'
import { useEffect, useState } from 'react'
import { FindDialog } from '@/admin/onDemand'
import { usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'
import './people.scss'

const WRITES = 'input, textarea, select, [contenteditable=true], [role=combobox], [role=textbox]'

/** The page itself comes first. */
const READY_MS = 1_000

/** Ctrl+K anywhere; a slash only where nobody is writing. By the key's place, so that any layout will do. */
const asks = (event: KeyboardEvent): boolean => {
  if (event.defaultPrevented || event.altKey) return false
  const command = event.ctrlKey || event.metaKey
  if (event.code === 'KeyK') return command && !event.shiftKey
  const writing = event.target instanceof Element && event.target.closest(WRITES) !== null
  return !command && !writing && (event.key === '/' || (event.code === 'Slash' && !event.shiftKey))
}

/**
 * Finds a person from every page: in the header, or with Ctrl+K or a slash. What is typed stays on this screen; only
 * the id of whoever is chosen becomes an address.
 */
export const FindPerson = () => {
  const t = usePanelText()
  const { signedIn } = useRole()
  const [open, setOpen] = useState(false)
  // Whoever presses the keys types on at once, so the dialog is there before.
  useEffect(() => {
    if (!signedIn) return
    const timer = setTimeout(() => void import('./FindDialog'), READY_MS)
    return () => clearTimeout(timer)
  }, [signedIn])
  useEffect(() => {
    if (!signedIn) return
    const press = (event: KeyboardEvent): void => {
      // What is asked in a dialog comes first.
      if (!asks(event) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [signedIn])
  if (!signedIn) return null
  return (
    <>
      <button type="button" className="pr-find" aria-keyshortcuts="Control+K /" onClick={() => setOpen(true)}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor">
          <circle cx="8.5" cy="8.5" r="5.5" strokeWidth="2" />
          <path d="m13 13 4.5 4.5" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span className="pr-find__label">{t('people.find')}</span>
        <kbd className="pr-find__key" aria-hidden="true">
          Ctrl K
        </kbd>
      </button>
      {open && <FindDialog onClose={() => setOpen(false)} />}
    </>
  )
}
