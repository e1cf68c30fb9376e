'use client'
import { Gutter } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { useRole } from './useRole'
import './ui.scss'

type Props = { title: string; actions?: ReactNode; children: ReactNode }

/** The frame of a screen: heading and actions. Renders nothing for somebody who is signed out. */
export const Screen = ({ title, actions, children }: Props) => {
  const { signedIn } = useRole()
  if (!signedIn) return null
  return (
    <Gutter className="pr-screen">
      <header className="pr-screen__head">
        <h1 className="pr-screen__title">{title}</h1>
        {actions && <div className="pr-screen__actions">{actions}</div>}
      </header>
      {children}
    </Gutter>
  )
}
