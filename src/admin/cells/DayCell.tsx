'use client'
import { Link, useConfig, useTranslation } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'

/** A date as people say it, with the weekday: вт, 24.11.2026. */
export const DayCell = ({ cellData, link, linkURL, collectionSlug, rowData }: DefaultCellComponentProps) => {
  const { i18n } = useTranslation()
  const { config } = useConfig()
  if (typeof cellData !== 'string' || cellData === '') return <span>—</span>
  const text = new Intl.DateTimeFormat(i18n.language, {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${cellData}T12:00:00Z`))
  if (!link) return <span>{text}</span>
  return (
    <Link
      href={linkURL ?? `${config.routes.admin}/collections/${collectionSlug}/${String(rowData?.id)}`}
      prefetch={false}
    >
      {text}
    </Link>
  )
}
