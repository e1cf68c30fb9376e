'use client'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useFormats } from './texts'
import './ui.scss'

export type TabItem = { key: string; label: string; count?: number }
type Props = { label: string; items: TabItem[]; value: string; onChange: (key: string) => void }

export const Tabs = ({ label, items, value, onChange }: Props) => {
  const list = useRef<HTMLDivElement>(null)
  const { number } = useFormats()

  // On a phone not all tabs fit, so the chosen one is scrolled into view.
  useEffect(() => {
    const row = list.current
    const chosen = row?.querySelector<HTMLElement>('[aria-selected=true]')
    if (!row || !chosen) return
    const [start, end] = [chosen.offsetLeft - row.offsetLeft, chosen.offsetLeft - row.offsetLeft + chosen.offsetWidth]
    if (start < row.scrollLeft || end > row.scrollLeft + row.clientWidth)
      row.scrollLeft = start - (row.clientWidth - chosen.offsetWidth) / 2
  }, [value, items.length])

  const move = (event: KeyboardEvent) => {
    const at = items.findIndex(({ key }) => key === value)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const index = (to + items.length) % items.length
    const item = items[index]
    if (!item) return
    onChange(item.key)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
  }

  return (
    <div className="pr-tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="tab"
          className="pr-tabs__tab"
          aria-selected={item.key === value}
          tabIndex={item.key === value ? 0 : -1}
          onClick={() => onChange(item.key)}
        >
          {item.label}
          {item.count !== undefined && <span className="pr-tabs__count">{number(item.count)}</span>}
        </button>
      ))}
    </div>
  )
}
