'use client'
import { useFormModified } from '@payloadcms/ui'
import { usePanelText } from '@/admin/ui/texts'
import { followHours } from '@/domain/events/followHours'
import type { DayHours } from '@/domain/events/hours'
import { useEffect, useState } from 'react'
import { useEventHours, useLineHours, useSetField } from './useLine'

const textOf = ({ startTime, endTime }: DayHours): string => `${startTime}–${endTime}`

/** The hours of the event were changed and its services were not: offers to move them along. */
export const HoursOffer = () => {
  const t = usePanelText()
  const hours = useEventHours()
  const lines = useLineHours()
  const set = useSetField()
  /** The hours that the services were given for. */
  const [before, setBefore] = useState<DayHours | null>(null)
  const now = hours ? textOf(hours) : null
  const modified = useFormModified()
  const settled = before === null || lines.length === 0 || !modified

  useEffect(() => {
    if (hours && settled) setBefore(hours)
  }, [now, settled]) // `hours` is a new object every time

  if (!before || !hours || settled || textOf(before) === now) return null
  const moved = lines.every(({ startTime, endTime }) => startTime && endTime) ? followHours(lines, before, hours) : null
  if (!moved) return null
  const follow = () => {
    for (const [index, { startTime, endTime }] of moved.entries()) {
      set(`services.${index}.startTime`, startTime)
      set(`services.${index}.endTime`, endTime)
    }
    setBefore(hours)
  }
  return (
    <div className="pr-offer" role="status">
      <p>{t('eventForm.hoursChanged', { from: textOf(before), to: textOf(hours) })}</p>
      <ul>
        {moved.map((line, index) => {
          const was = lines[index]
          return was && textOf(was) !== textOf(line) ? (
            <li key={index}>
              {textOf(was)} → {textOf(line)}
            </li>
          ) : null
        })}
      </ul>
      <div className="pr-offer__buttons">
        <button type="button" className="pr-button pr-button--primary" onClick={follow}>
          {t('eventForm.moveLines')}
        </button>
        <button type="button" className="pr-button" onClick={() => setBefore(hours)}>
          {t('eventForm.leaveLines')}
        </button>
      </div>
    </div>
  )
}
