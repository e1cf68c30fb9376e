'use client'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import type { FoundVisitor, FoundVisitors } from './answers'
import { addressOf, call } from './api'
import { usePanelText } from './texts'
import { useData } from './useData'
import { VisitorFacts } from './VisitorFacts'
import './ui.scss'

type Props = {
  label: string
  value: FoundVisitor | null
  onChange: (visitor: FoundVisitor | null) => void
  onCreate?: (typed: string) => void
  autoFocus?: boolean
}

const useSettled = (text: string, delay: number): string => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delay)
    return () => clearTimeout(timer)
  }, [text, delay])
  return settled
}

const PER_PAGE = 8

type Rest = { q: string; docs: FoundVisitors['docs']; isAll: boolean }
const NO_REST: Rest = { q: '', docs: [], isAll: false }

/** Searches for a person by name, card, phone or id while typing (ARIA's combobox pattern). */
export const VisitorPicker = ({ label, value, onChange, onCreate, autoFocus }: Props) => {
  const t = usePanelText()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const asked = useSettled(typed.trim(), 200)
  const { data, error, isValidating } = useData<FoundVisitors>(asked === '' ? null : '/api/visitors/search', {
    q: asked,
    limit: PER_PAGE,
  })
  const settled = asked === typed.trim() && !isValidating
  const [loaded, setLoaded] = useState(NO_REST)
  const rest = loaded.q === asked ? loaded : NO_REST
  const found = asked === '' ? [] : [...(data?.docs ?? []), ...rest.docs]
  const left = asked === '' || !settled || rest.isAll ? 0 : (data?.totalDocs ?? 0) - found.length
  const more = left > 0 ? 1 : 0
  const offered = onCreate && asked !== '' && settled ? 1 : 0
  const shown = open && typed.trim() !== ''

  const loadMore = async (): Promise<void> => {
    const page = Math.floor(found.length / PER_PAGE) + 1
    const query = { q: asked, limit: PER_PAGE, page }
    const { docs } = await call<FoundVisitors>(addressOf('/api/visitors/search', query))
    const news = docs.filter(({ id: one }) => !found.some((known) => known.id === one))
    setLoaded({ q: asked, docs: [...rest.docs, ...news], isAll: news.length === 0 })
  }

  const choose = (index: number): void => {
    const visitor = found[index]
    if (more === 1 && index === found.length) {
      loadMore().catch(reportError)
      return
    }
    setOpen(false)
    setAt(-1)
    if (visitor) {
      setTyped('')
      onChange(visitor)
    } else if (offered) onCreate?.(typed.trim())
  }

  const press = (event: KeyboardEvent): void => {
    const last = found.length + more + offered - 1
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt(at + step > last ? 0 : at + step < 0 ? last : at + step)
    } else if (event.key === 'Enter' && shown && settled && last >= 0) {
      event.preventDefault()
      choose(Math.max(at, 0))
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }

  const option = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option',
    'aria-selected': index === at,
    className: `pr-picker__option${index === at ? ' pr-picker__option--at' : ''}`,
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => choose(index),
  })

  return (
    <div className="pr-field pr-picker">
      <label htmlFor={id} className="pr-field__label">
        {label}
      </label>
      {value ? (
        <div className="pr-picker__chosen">
          <span>
            {value.fullName}
            {value.cardNumber && <span className="pr-muted"> · {t('ui.card', { number: value.cardNumber })}</span>}
          </span>
          <button
            id={id}
            type="button"
            className="pr-dialog__close"
            aria-label={`${label}: ${t('ui.clear')}`}
            onClick={() => onChange(null)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ) : (
        <input
          id={id}
          className="pr-input"
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          data-focus-first={autoFocus || undefined}
          placeholder={t('ui.findVisitor')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setOpen(true)
            setAt(-1)
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={press}
        />
      )}
      {!value && (
        <div className="pr-picker__list" hidden={!shown}>
          <ul id={`${id}-list`} role="listbox" aria-label={label}>
            {found.map((visitor, index) => (
              <li key={visitor.id} {...option(index)}>
                <span>{visitor.fullName}</span>
                <VisitorFacts
                  visitor={visitor}
                  others={found.filter(({ fullName }) => fullName === visitor.fullName)}
                />
              </li>
            ))}
            {more === 1 && <li {...option(found.length)}>{t('ui.showAll', { count: left })}</li>}
            {offered === 1 && <li {...option(found.length + more)}>{t('ui.createVisitor', { name: typed.trim() })}</li>}
          </ul>
          <p className="pr-picker__said" role="status">
            {error ? (
              error.message
            ) : !settled ? (
              t('ui.loading')
            ) : found.length === 0 ? (
              t('ui.noVisitor')
            ) : left > 0 ? (
              t('ui.shownOf', { shown: found.length, total: found.length + left })
            ) : (
              <span className="pr-hidden">{t('ui.visitorsFound', { count: found.length })}</span>
            )}
          </p>
        </div>
      )}
    </div>
  )
}
