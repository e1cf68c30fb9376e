import { DefaultTemplate } from '@payloadcms/next/templates'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'

type Props = { view: AdminViewServerProps; allow: (role: unknown) => boolean; children: ReactNode }

/** A page of our own in the panel's frame. It is open to everybody until it looks who is there. */
export const PanelPage = ({ view, allow, children }: Props) => {
  const { initPageResult, params, searchParams, ...props } = view
  const { req, visibleEntities, permissions, locale } = initPageResult
  const { user, payload, i18n } = req
  if (!user) redirect(`${payload.config.routes.admin}/login`)
  if (!allow((user as { role?: unknown }).role)) notFound()
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
      viewActions={payload.config.admin.components?.actions}
      visibleEntities={visibleEntities}
    >
      {children}
    </DefaultTemplate>
  )
}
