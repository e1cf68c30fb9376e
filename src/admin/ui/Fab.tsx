'use client'
import { Link } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import './ui.scss'

type Props = { label: string; icon?: ReactNode; always?: boolean } & (
  { href: string; onClick?: never } | { onClick: () => void; href?: never }
)

/** The main action of a screen: a round button; on a phone the lowest line of the window, so that it covers nothing. */
export const Fab = ({ label, icon = '+', always, href, onClick }: Props) => {
  const className = `pr-fab${always ? ' pr-fab--always' : ''}`
  const sign = (
    <>
      <span aria-hidden="true">{icon}</span>
      <span className="pr-fab__label" aria-hidden="true">
        {label}
      </span>
    </>
  )
  return href === undefined ? (
    <button type="button" className={className} aria-label={label} onClick={onClick}>
      {sign}
    </button>
  ) : (
    <Link href={href} className={className} aria-label={label} prefetch={false}>
      {sign}
    </Link>
  )
}
