'use client'
import { useEffect, useRef, useState } from 'react'
import type { FoundVisitor, FoundVisitors } from './answers'
import { addressOf, call } from './api'
import { Combobox, type ComboboxOption } from './Combobox'
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
  /** Enter does not wait for the answer where only one person is found. */
  eager?: boolean
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

/** Searches for a person by name, card, phone or id while typing. */
export const VisitorPicker = ({ label, value, onChange, onCreate, autoFocus, eager }: Props) => {
  const t = usePanelText()
  const [typed, setTyped] = useState('')
  const clear = useRef<HTMLButtonElement>(null)
  const hadChosen = useRef(false)
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

  const loadMore = async (): Promise<void> => {
    const page = Math.floor(found.length / PER_PAGE) + 1
    const query = { q: asked, limit: PER_PAGE, page }
    const { docs } = await call<FoundVisitors>(addressOf('/api/visitors/search', query))
    const news = docs.filter(({ id }) => !found.some((known) => known.id === id))
    setLoaded({ q: asked, docs: [...rest.docs, ...news], isAll: news.length === 0 })
  }

  // The field that was typed into is gone once somebody is chosen: whoever uses the keyboard stays here.
  useEffect(() => {
    if (value && hadChosen.current) clear.current?.focus()
    hadChosen.current = false
  }, [value])

  const [early, setEarly] = useState<string | null>(null)
  const only = settled && data?.totalDocs === 1 ? (found[0] ?? null) : null
  const answer = useRef(onChange)
  useEffect(() => {
    answer.current = onChange
  })
  useEffect(() => {
    if (early === null || early !== asked || !settled) return
    setEarly(null)
    if (only && !only.partial) answer.current(only)
  }, [early, asked, settled, only])

  const options: ComboboxOption[] = found.map((visitor) => ({
    key: visitor.id,
    onChoose: () => {
      hadChosen.current = true
      setTyped('')
      onChange(visitor)
    },
    content: (
      <>
        <span>{visitor.fullName}</span>
        <VisitorFacts visitor={visitor} others={found.filter(({ fullName }) => fullName === visitor.fullName)} />
      </>
    ),
  }))
  if (left > 0)
    options.push({
      key: 'more',
      stays: true,
      content: t('ui.showAll', { count: left }),
      onChoose: () => void loadMore().catch(reportError),
    })
  if (onCreate && asked !== '' && settled)
    options.push({
      key: 'new',
      content: t('ui.createVisitor', { name: asked }),
      onChoose: () => onCreate(asked),
    })

  const said = (): string => {
    if (error) return error.message
    if (!settled) return t('ui.loading')
    if (found.length === 0) return t('ui.noVisitor')
    return left > 0
      ? t('ui.shownOf', { shown: found.length, total: found.length + left })
      : t('ui.visitorsFound', { count: found.length })
  }

  if (value)
    return (
      <div className="pr-field pr-picker">
        <span className="pr-field__label">{label}</span>
        <div className="pr-picker__chosen">
          <span>
            {value.fullName}
            {value.cardNumber && <span className="pr-muted"> · {t('ui.card', { number: value.cardNumber })}</span>}
          </span>
          <button
            ref={clear}
            type="button"
            className="pr-dialog__close"
            aria-label={`${label}: ${t('ui.clear')}`}
            onClick={() => onChange(null)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      </div>
    )
  return (
    <div className="pr-field pr-picker">
      <Combobox
        label={label}
        typed={typed}
        onType={setTyped}
        options={options}
        settled={settled}
        said={said()}
        first={rest.docs[0]?.id}
        placeholder={t('ui.findVisitor')}
        autoFocus={autoFocus}
        onEarlyEnter={eager ? () => setEarly(typed.trim()) : undefined}
      />
    </div>
  )
}
