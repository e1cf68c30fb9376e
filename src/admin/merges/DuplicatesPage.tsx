import { DefaultTemplate } from '@payloadcms/next/templates'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { isStaffRole } from '@/domain/access/caller'
import { DuplicatesView } from '@/admin/onDemand'

/** A page of our own is open until it looks who is there. */
export const DuplicatesPage = ({ initPageResult, params, searchParams, ...props }: AdminViewServerProps) => {
  const { req, visibleEntities, permissions, locale } = initPageResult
  const { user, payload, i18n } = req
  if (!user) redirect(`${payload.config.routes.admin}/login`)
  if (!isStaffRole((user as { role?: unknown }).role)) notFound()
  return (
    <DefaultTemplate
      {...props}
      i18n={i18n}
      locale={locale}
      params={params}
      payload={payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams}
      user={user}
      visibleEntities={visibleEntities}
    >
      <DuplicatesView />
    </DefaultTemplate>
  )
}
