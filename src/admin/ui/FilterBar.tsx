'use client'
import { useState, type ReactNode } from 'react'
import { usePanelText } from './texts'
import './ui.scss'

/** A filter that is set, in words, and how it is taken away. */
export type FilterChip = { key: string; label: string; onRemove: () => void }
type Props = {
  /** Always in sight, also on a phone. */
  search?: ReactNode
  children: ReactNode
  chips?: readonly FilterChip[]
  /** How many filters are set, where they are not shown as chips. */
  count?: number
  onReset: () => void
}

/** Filters in one row; on narrow windows behind one button, so that the list comes first. What is set stands below. */
export const FilterBar = ({ search, children, chips = [], count = chips.length, onReset }: Props) => {
  const t = usePanelText()
  const [open, setOpen] = useState(false)
  return (
    <div className="pr-filters" role="search" aria-label={t('ui.filters')}>
      <div className="pr-filters__row">
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
      </div>
      {count > 0 && (
        <div className="pr-filters__set">
          {chips.map(({ key, label, onRemove }) => (
            <button
              key={key}
              type="button"
              className="pr-chip"
              aria-label={t('ui.removeFilter', { filter: label })}
              onClick={onRemove}
            >
              <span>{label}</span>
              <span aria-hidden="true">×</span>
            </button>
          ))}
          <button type="button" className="pr-button pr-button--quiet pr-filters__reset" onClick={onReset}>
            {t('ui.reset')}
          </button>
        </div>
      )}
    </div>
  )
}
