import { DefaultTemplate } from '@payloadcms/next/templates'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { Retention } from '@/admin/onDemand'

/** How long data is kept, a page of its own. A page of our own is open until it looks who is there. */
export const RetentionPage = ({ initPageResult, params, searchParams, ...props }: AdminViewServerProps) => {
  const { req, visibleEntities, permissions, locale } = initPageResult
  const { user, payload, i18n } = req
  if (!user) redirect(`${payload.config.routes.admin}/login`)
  if ((user as { role?: unknown }).role !== 'administrator') notFound()
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
      <Retention />
    </DefaultTemplate>
  )
}
