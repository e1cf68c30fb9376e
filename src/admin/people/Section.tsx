'use client'
import { useId, type ReactNode } from 'react'

/** A heading beside what it is about; on a phone above it. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId()
  return (
    <section className="pr-person__section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div>{children}</div>
    </section>
  )
}

type FoldProps = { title: string; count?: number; onOpen?: () => void; children: ReactNode }

/** What is looked at now and then stays folded. */
export const Fold = ({ title, count, onOpen, children }: FoldProps) => (
  <details
    className="pr-person__fold"
    onToggle={(event) => {
      if (event.currentTarget.open) onOpen?.()
    }}
  >
    <summary>
      {title}
      {count !== undefined && <span className="pr-muted"> {count}</span>}
    </summary>
    {children}
  </details>
)
