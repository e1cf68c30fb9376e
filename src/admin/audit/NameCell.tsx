'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { usePanelText } from '@/admin/ui/texts'

type Entry = { subject?: string; subjectId?: string; actorId?: string | null }

/** These have their own pages in the panel. */
const PAGES = new Set([
  'events',
  'occurrences',
  'visitors',
  'places',
  'services',
  'users',
  'volunteers',
  'integrations',
  'messages',
  'error-reports',
])

const UUID = /^[0-9a-f-]{36}$/

/** The subject of an entry by its title, with a link. People are not named in a list. */
export const SubjectCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const { subject = '', subjectId = '' } = (rowData ?? {}) as Entry
  const { config } = useConfig()
  const t = usePanelText()
  const name = typeof cellData === 'string' && cellData !== '' ? cellData : null
  if (!PAGES.has(subject) || !UUID.test(subjectId)) return <span>{name ?? '—'}</span>
  return (
    <Link className="pr-name-cell" href={`${config.routes.admin}/collections/${subject}/${subjectId}`} prefetch={false}>
      {name ?? t('privacy.openSubject')}
    </Link>
  )
}

/** Who did it, with a link to everything they did. */
export const ActorCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const { actorId } = (rowData ?? {}) as Entry
  const { config } = useConfig()
  if (!actorId) return <span>—</span>
  const search = new URLSearchParams({ 'where[or][0][and][0][actorId][equals]': actorId })
  return (
    <Link className="pr-name-cell" href={`${config.routes.admin}/collections/audit-log?${search}`} prefetch={false}>
      {typeof cellData === 'string' && cellData !== '' ? cellData : actorId}
    </Link>
  )
}
