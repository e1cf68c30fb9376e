import type { AnswerOf } from '@/admin/ui/answers'
import type { readLogRoute } from '@/endpoints/audit'

export type LogPage = AnswerOf<typeof readLogRoute>
export type LogEntry = LogPage['docs'][number]

export const LOG = '/admin/collections/audit-log'
export const ALL = { visitor: '', account: '', action: '', from: '', to: '', page: 1 }
export type LogFilters = Omit<typeof ALL, 'page'>

/** Records with a page of their own in the panel. */
const PAGES = new Set([
  'events',
  'occurrences',
  'places',
  'services',
  'users',
  'volunteers',
  'integrations',
  'messages',
  'error-reports',
])
const UUID = /^[0-9a-f-]{36}$/

export const pageOf = ({ subject, subjectId }: Pick<LogEntry, 'subject' | 'subjectId'>): string | null =>
  PAGES.has(subject) && UUID.test(subjectId) ? `/admin/collections/${subject}/${subjectId}` : null

const startOf = (day: string): Date => new Date(`${day}T00:00:00`)

/** A day is the viewer's own. */
export const questionOf = ({ visitor, account, action, from, to }: LogFilters) => {
  const end = to === '' ? null : startOf(to)
  end?.setDate(end.getDate() + 1)
  return {
    visitor: visitor || undefined,
    account: account || undefined,
    action: action || undefined,
    from: from === '' ? undefined : startOf(from).toISOString(),
    until: end?.toISOString(),
  }
}
