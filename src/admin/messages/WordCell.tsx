'use client'
import { Link, useConfig, useTranslation } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { messageWord } from '@/i18n/messageWords'

/** What the code calls something, in words; what has none is shown as it is. */
export const WordCell = ({ cellData, link, linkURL, collectionSlug, rowData }: DefaultCellComponentProps) => {
  const { i18n } = useTranslation()
  const { config } = useConfig()
  if (typeof cellData !== 'string' || cellData === '') return <span>—</span>
  const text = messageWord(cellData, i18n.language === 'en' ? 'en' : 'ru')
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
