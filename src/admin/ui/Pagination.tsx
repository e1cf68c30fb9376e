'use client'
import { useEffect } from 'react'
import { usePanelText } from './texts'
import './ui.scss'

type Props = { page: number; limit: number; totalDocs: number; onChange: (page: number) => void }

const pagesOf = ({ limit, totalDocs }: Pick<Props, 'limit' | 'totalDocs'>): number =>
  Math.max(1, Math.ceil(totalDocs / limit))

/** A page that there is not, though there are others. The list waits for the last one. */
export const isBeyond = ({ page, ...list }: Pick<Props, 'page' | 'limit' | 'totalDocs'>): boolean =>
  page > pagesOf(list)

export const Pagination = ({ page, limit, totalDocs, onChange }: Props) => {
  const t = usePanelText()
  const pages = pagesOf({ limit, totalDocs })
  const beyond = page > pages
  // The last row of the last page is gone, or the address says more than there is: the last page that there is.
  useEffect(() => {
    if (beyond) onChange(pages)
  }, [beyond, pages])
  if (beyond || (pages === 1 && page === 1)) return null
  return (
    <nav className="pr-pages" aria-label={t('ui.pages')}>
      <button
        type="button"
        className="pr-button"
        aria-label={t('ui.previous')}
        disabled={page <= 1}
        onClick={() => onChange(page - 1)}
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
