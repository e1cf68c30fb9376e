'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'

type Props = { id: string; children: ReactNode; className?: string; newTab?: boolean }

/** A name leads to the person, wherever it stands. */
export const PersonLink = ({ id, children, className, newTab }: Props) => {
  const { config } = useConfig()
  return (
    <Link
      href={`${config.routes.admin}/people/${id}`}
      prefetch={false}
      className={className}
      target={newTab ? '_blank' : undefined}
    >
      {children}
    </Link>
  )
}
