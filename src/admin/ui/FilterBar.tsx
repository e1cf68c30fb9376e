'use client'
import { useState, type ReactNode } from 'react'
import { usePanelText } from './texts'
import './ui.scss'

type Props = {
  /** Always in sight, also on a phone. */
  search?: ReactNode
  children: ReactNode
  /** The number of filters that are set, including the search. */
  count: number
  onReset: () => void
}

/** Filters in a row. On phones they are behind one button, so that the list comes first. */
export const FilterBar = ({ search, children, count, onReset }: Props) => {
  const t = usePanelText()
  const [open, setOpen] = useState(false)
  return (
    <div className="pr-filters" role="search" aria-label={t('ui.filters')}>
      {search}
      <button
        type="button"
        className="pr-button pr-filters__toggle"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('ui.filters')}
        {count > 0 && ` · ${count}`}
      </button>
      <div className={`pr-filters__more${open ? ' pr-filters__more--open' : ''}`}>{children}</div>
      {count > 0 && (
        <button type="button" className="pr-button pr-filters__reset" onClick={onReset}>
          {t('ui.reset')}
        </button>
      )}
    </div>
  )
}
