'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { FactName } from '@/domain/audit/entry'
import { useFormats, usePanelText, usePanelWord } from '@/admin/ui/texts'

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/

/** Where the record is that an id stands for. */
const PAGES: Partial<Record<FactName, (id: string) => string>> = {
  event: (id) => `/collections/events/${id}`,
  continuedBy: (id) => `/collections/events/${id}`,
  occurrence: (id) => `/collections/occurrences?participants=${id}`,
  visitor: (id) => `/people/${id}`,
}
const pageOf = (name: string) => (Object.hasOwn(PAGES, name) ? PAGES[name as FactName] : undefined)

/** Fields that hold code names. Others are shown as they are: a comment «new» stays «new». */
const OF_WORDS: ReadonlySet<string> = new Set<FactName>(['from', 'to', 'status', 'role', 'type', 'source', 'scope'])

/** Shows one value of the log or of a message: as a date, a word, or a link to the record. */
export const Fact = ({ name, value }: { name: string; value: unknown }) => {
  const { config } = useConfig()
  const t = usePanelText()
  const word = usePanelWord()
  const { day, dateTime, number } = useFormats()
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return t(value ? 'changes.yes' : 'changes.no')
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && ID.test(one)))
    return number(value.length)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.map((one) => word('changes.field', one)).join(', ')
  if (typeof value !== 'string') return JSON.stringify(value)
  const page = pageOf(name)
  if (page && ID.test(value))
    return (
      <Link href={`${config.routes.admin}${page(value)}`} prefetch={false}>
        {t('privacy.openSubject')}
      </Link>
    )
  if (INSTANT.test(value)) return dateTime(value)
  if (DAY.test(value)) return day(value)
  return OF_WORDS.has(name) ? word('changes.value', value) : value
}
