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
/** Saves an event with our own request and updates the form afterwards. */
export const useSaveEvent = () => {
  const t = usePanelText()
  const formats = useFormats()
  const { setProcessing } = useForm()
  const refuse = useRefuse()

  const warn = (warnings: Overlap[] = []) => {
    for (const { title, dates, more } of warnings) {
      const shown = dates.slice(0, 3).map(formats.dayShort).join(', ')
      const rest = dates.length - Math.min(dates.length, 3) + more
      toast.warning(
        t('eventForm.overlap', {
          title,
          dates: rest > 0 ? `${shown}, ${t('eventForm.moreDates', { count: rest })}` : shown,
        }),
      )
    }
  }

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
