'use client'
import { useFormats } from '@/admin/ui/texts'
import type { Occurrence } from './occurrence'

/** Which occurrence a dialog is about. */
export const OccurrenceLine = ({ occurrence }: { occurrence: Occurrence }) => {
  const { day, hours } = useFormats()
  return (
    <p className="pr-occ-line">
      <strong>
        {occurrence.title} · {occurrence.service.title}
      </strong>
      <br />
      {day(occurrence.date)}, {hours(occurrence, occurrence.place.timezone)}, {occurrence.place.title}
    </p>
  )
}
