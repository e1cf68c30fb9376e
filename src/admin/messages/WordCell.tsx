'use client'
import { Link, useConfig, useTranslation } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { KIND_WORDS, REASON_WORDS, RECIPIENT_WORDS } from '@/i18n/messageWords'

const WORDS = { ...KIND_WORDS, ...RECIPIENT_WORDS, ...REASON_WORDS }

/** What the code calls something, in words; what has none is shown as it is. */
export const WordCell = ({ cellData, link, linkURL, collectionSlug, rowData }: DefaultCellComponentProps) => {
  const { i18n } = useTranslation()
  const { config } = useConfig()
  if (typeof cellData !== 'string' || cellData === '') return <span>—</span>
  const text = WORDS[cellData]?.[i18n.language === 'en' ? 'en' : 'ru'] ?? cellData
  if (!link) return <span>{text}</span>
  return (
    <Link href={linkURL ?? `${config.routes.admin}/collections/${collectionSlug}/${String(rowData?.id)}`} prefetch={false}>
      {text}
    </Link>
  )
}
