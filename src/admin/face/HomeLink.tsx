'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import { usePanelText } from '@/admin/ui/texts'

/** The link to the home screen, first in the menu. */
export const HomeLink = () => {
  const t = usePanelText()
  const { config } = useConfig()
  const here = usePathname() === config.routes.admin
  return (
    <Link
      href={config.routes.admin}
      prefetch={false}
      className="nav__link pr-home-link"
      aria-current={here ? 'page' : undefined}
    >
      {here && <span className="nav__link-indicator" aria-hidden="true" />}
      <span className="nav__link-label">{t('ui.home')}</span>
    </Link>
  )
}
