'use client'
import { Tab, TabList, TabProvider } from '@ariakit/react'
import { useEffect, useId, useRef } from 'react'
import { useFormats } from './texts'
import './ui.scss'

export type TabItem = { key: string; label: string; count?: number }
type Props = { label: string; items: TabItem[]; value: string; onChange: (key: string) => void }

export const Tabs = ({ label, items, value, onChange }: Props) => {
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
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

  return (
    <TabProvider
      selectedId={`${id}-${value}`}
      setSelectedId={(chosen) => chosen && chosen !== `${id}-${value}` && onChange(chosen.slice(id.length + 1))}
    >
      <TabList className="pr-tabs" aria-label={label} ref={list}>
        {items.map((item) => (
          <Tab key={item.key} id={`${id}-${item.key}`} className="pr-tabs__tab">
            {item.label}
            {item.count !== undefined && <span className="pr-tabs__count">{number(item.count)}</span>}
          </Tab>
        ))}
      </TabList>
    </TabProvider>
  )
}
