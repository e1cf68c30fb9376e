'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import { usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'

/** The link to likely duplicates, last in the menu. */
export const MergesLink = () => {
  const t = usePanelText()
  const { config } = useConfig()
  const { isStaff } = useRole()
  const path = `${config.routes.admin}/duplicates`
  const here = usePathname() === path
  if (!isStaff) return null
  return (
    <Link href={path} prefetch={false} className="nav__link" aria-current={here ? 'page' : undefined}>
      {here && <span className="nav__link-indicator" aria-hidden="true" />}
      <span className="nav__link-label">{t('merges.menu')}</span>
    </Link>
  )
}
