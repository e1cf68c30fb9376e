'use client'
import { useFormats } from '@/admin/ui/texts'
import { hoursOf, type Occurrence } from './occurrence'

/** Which occurrence a dialog is about. */
export const OccurrenceLine = ({ occurrence }: { occurrence: Occurrence }) => {
  const { day } = useFormats()
  const { start, end } = hoursOf(occurrence)
  return (
    <p className="pr-occ-line">
      <strong>
        {occurrence.title} · {occurrence.service.title}
      </strong>
      <br />
      {day(occurrence.date)}, {start}–{end}, {occurrence.place.title}
    </p>
  )
}
