'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { usePanelWord } from '@/admin/ui/texts'
import { outboxGroup } from './outboxGroups'

/** Shows a code name in words, or as it is if it has none. */
export const WordCell = ({ cellData, field, link, linkURL, collectionSlug, rowData }: DefaultCellComponentProps) => {
  const word = usePanelWord()
  const { config } = useConfig()
  if (typeof cellData !== 'string' || cellData === '') return <span>—</span>
  const text = word(outboxGroup(field), cellData)
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
