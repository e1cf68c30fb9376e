'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useFormats, usePanelLanguage } from '@/admin/ui/texts'
import { fieldWord, valueWord } from '@/i18n/changeWords'

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/

const PAGES: Record<string, (id: string) => string> = {
  event: (id) => `/collections/events/${id}`,
  continuedBy: (id) => `/collections/events/${id}`,
  occurrence: (id) => `/collections/occurrences?participants=${id}`,
  visitor: (id) => `/collections/visitors/${id}`,
}

export const useFieldWord = (): ((name: string) => string) => {
  const language = usePanelLanguage()
  return (name) => fieldWord(name, language)
}

/** One value of the log or of a message, as people say it: a date, a word, a link to what it names. */
export const Fact = ({ name, value }: { name: string; value: unknown }) => {
  const { config } = useConfig()
  const language = usePanelLanguage()
  const { day, dateTime, number } = useFormats()
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return language === 'ru' ? (value ? 'да' : 'нет') : value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && ID.test(one)))
    return number(value.length)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.map((one) => fieldWord(one, language)).join(', ')
  if (typeof value !== 'string') return JSON.stringify(value)
  const page = PAGES[name]
  if (page && ID.test(value))
    return (
      <Link href={`${config.routes.admin}${page(value)}`} prefetch={false}>
        {language === 'ru' ? 'Открыть' : 'Open'}
      </Link>
    )
  if (INSTANT.test(value)) return dateTime(value)
  return DAY.test(value) ? day(value) : valueWord(name, value, language)
}
