'use client'
import { usePanelText } from './texts'
import './ui.scss'

type Props = { page: number; limit: number; totalDocs: number; onChange: (page: number) => void }

export const Pagination = ({ page, limit, totalDocs, onChange }: Props) => {
  const t = usePanelText()
  const pages = Math.max(1, Math.ceil(totalDocs / limit))
  if (pages === 1 && page === 1) return null
  return (
    <nav className="pr-pages" aria-label={t('ui.pages')}>
      <button
        type="button"
        className="pr-button"
        aria-label={t('ui.previous')}
        disabled={page <= 1}
        onClick={() => onChange(Math.min(page - 1, pages))}
      >
        ‹
      </button>
      <span aria-live="polite">{t('ui.pageOf', { page, pages })}</span>
      <button
        type="button"
        className="pr-button"
        aria-label={t('ui.next')}
        disabled={page >= pages}
        onClick={() => onChange(page + 1)}
      >
        ›
      </button>
    </nav>
  )
}
