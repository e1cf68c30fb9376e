'use client'
import { usePanelText } from '@/admin/ui/texts'

/** The handbook, in a window of its own: it is read beside what it is about. */
export const HelpLink = () => {
  const t = usePanelText()
  return (
    <a href="/help" target="_blank" rel="noopener" className="nav__link">
      <span className="nav__link-label">{t('ui.handbook')}</span>
    </a>
  )
}
