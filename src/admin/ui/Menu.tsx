'use client'
import { Menu as Items, MenuButton, MenuItem, MenuProvider } from '@ariakit/react'
import { Link } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { layerOf } from './layer'
import { usePanelText } from './texts'
import './ui.scss'

export type MenuAction = {
  key: string
  label: ReactNode
  danger?: boolean
} & ({ href: string; newTab?: boolean; onSelect?: never } | { onSelect: () => void; href?: never; newTab?: never })

type Props = {
  /**
   * What the actions are about, for those who listen: the title of the row. With `children` it begins with their words.
   */
  about: string
  actions: MenuAction[]
  /** Replaces the three dots. */
  children?: ReactNode
  className?: string
}

/** What can be done besides the one thing that is done most. */
export const Menu = ({ about, actions, children, className = 'pr-button pr-button--quiet pr-menu__button' }: Props) => {
  const t = usePanelText()
  if (actions.length === 0) return null
  return (
    <MenuProvider placement="bottom-end">
      <MenuButton className={className} aria-label={children === undefined ? `${t('ui.actions')}: ${about}` : about}>
        {children ?? <span aria-hidden="true">⋯</span>}
      </MenuButton>
      <Items
        portal
        portalElement={layerOf}
        fixed
        fitViewport
        unmountOnHide
        gutter={4}
        aria-label={about}
        className="pr-menu"
      >
        {actions.map(({ key, label, danger, href, newTab, onSelect }) => (
          <MenuItem
            key={key}
            className={`pr-menu__item${danger ? ' pr-menu__item--danger' : ''}`}
            render={
              href === undefined ? undefined : newTab ? (
                <a href={href} target="_blank" rel="noopener" />
              ) : (
                <Link href={href} prefetch={false} />
              )
            }
            onClick={onSelect}
          >
            {label}
          </MenuItem>
        ))}
      </Items>
    </MenuProvider>
  )
}
