'use client'
import { toast, useForm } from '@payloadcms/ui'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import type { changeEventRoute } from '@/endpoints/events'
import type { AnswerOf } from '@/endpoints/http/route'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useRefuse } from '@/admin/ui/useRefuse'

type Changed = AnswerOf<typeof changeEventRoute>
export type Saved = Omit<Changed, 'created'> & Partial<Pick<Changed, 'created'>>
export type Overlap = Saved['warnings'][number]

/** The overlaps of the same name as one, and of their dates only those somebody has touched; null: all of them. */
const mergedIn = (warnings: readonly Overlap[], touched: readonly string[] | null) => {
  const byTitle = new Map<string, { dates: Set<string>; more: number }>()
  for (const { title, dates, more } of warnings) {
    const known = byTitle.get(title) ?? { dates: new Set<string>(), more: 0 }
    for (const date of dates) if (!touched || touched.includes(date)) known.dates.add(date)
    byTitle.set(title, { dates: known.dates, more: known.more + (touched ? 0 : more) })
  }
  return [...byTitle].filter(([, { dates }]) => dates.size > 0)
}

/** One message about everything that takes place at the same time, however many events that are. */
export const useWarn = () => {
  const t = usePanelText()
  const formats = useFormats()
  return (warnings: readonly Overlap[] = [], touched: readonly string[] | null = null) => {
    const told = mergedIn(warnings, touched).map(([title, { dates, more }]) => {
      const shown = [...dates].sort().slice(0, 3)
      const rest = dates.size - shown.length + more
      const listed = shown.map(formats.dayShort).join(', ')
      return t('eventForm.overlapOf', {
        title,
        dates: rest > 0 ? `${listed}, ${t('eventForm.moreDates', { count: rest })}` : listed,
      })
    })
    if (told.length > 0) toast.warning(`${t('eventForm.overlap')} ${told.join('; ')}.`)
  }
}

/** Saves an event with our own request and updates the form afterwards. */
export const useSaveEvent = () => {
  const { setProcessing } = useForm()
  const refuse = useRefuse()
  const warn = useWarn()

  const send = async (method: 'POST' | 'PATCH', path: `/api/${string}`, body: object): Promise<Saved | ApiRefusal> => {
    setProcessing(true)
    try {
      return await call<Saved>(path, { method, body })
    } catch (thrown) {
      return refusalOf(thrown)
    } finally {
      setProcessing(false)
    }
  }

  return { send, refuse, warn }
}

export const isSaved = (answer: Saved | ApiRefusal): answer is Saved => 'doc' in answer
