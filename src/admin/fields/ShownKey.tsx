'use client'
import { useRef, useState } from 'react'
import { usePanelText } from '@/admin/ui/texts'

/** A key that is shown once, to be copied now. Without a clipboard (plain http) it is selected instead. */
export const ShownKey = ({ value }: { value: string }) => {
  const t = usePanelText()
  const code = useRef<HTMLElement>(null)
  const [done, setDone] = useState(false)
  const select = (): void => {
    if (code.current) window.getSelection()?.selectAllChildren(code.current)
  }
  const copy = async (): Promise<void> => {
    select()
    // Only there where the browser trusts the connection.
    const clipboard = navigator.clipboard as Clipboard | undefined
    if (!clipboard) return
    await clipboard.writeText(value).then(() => setDone(true), select)
  }
  return (
    <div className="pr-key">
      <p>{t('integrationKey.shownOnce')}</p>
      <code ref={code} className="pr-key__value">
        {value}
      </code>
      <button type="button" className="pr-button" data-focus-first onClick={() => void copy()}>
        {t('integrationKey.copy')}
      </button>
      <p role="status">{done && t('integrationKey.copied')}</p>
    </div>
  )
}
