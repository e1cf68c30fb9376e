'use client'
import { useRowLabel } from '@payloadcms/ui'
import type { ListOf, Titled } from '@/admin/ui/answers'
import { useData } from '@/admin/ui/useData'
import { usePanelText } from '@/admin/ui/texts'

type Line = { service?: string | null; startTime?: string; endTime?: string }

export const SERVICES = '/api/services?limit=200&depth=0'

/** The label of a service line: the service and its hours. */
export const LineLabel = () => {
  const t = usePanelText()
  const { data, rowNumber } = useRowLabel<Line>()
  const services = useData<ListOf<Titled>>(SERVICES)
  const title = services.data?.docs.find(({ id }) => id === data?.service)?.title
  const number = `${(rowNumber ?? 0) + 1}. `
  if (!title)
    return (
      <span>
        {number}
        {t('eventForm.newLine')}
      </span>
    )
  if (!data.startTime || !data.endTime)
    return (
      <span>
        {number}
        {title}
      </span>
    )
  return (
    <span>
      {number}
      {t('eventForm.line', { title, from: data.startTime, to: data.endTime })}
    </span>
  )
}
