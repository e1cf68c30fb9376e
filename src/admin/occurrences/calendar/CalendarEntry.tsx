'use client'
import type { EventDisplayInfo } from '@fullcalendar/react'
import { usePanelText } from '@/admin/ui/texts'
import { hoursOf } from '../occurrence'
import type { CalendarDetail } from './calendarEvents'

/**
 * One occurrence in any view: time, service, n/max with a bar. A row of the list has its hours in a column of
 * their own.
 */
export const CalendarEntry = ({ event, view, timeText }: Pick<EventDisplayInfo, 'event' | 'view' | 'timeText'>) => {
  const t = usePanelText()
  const { occurrence } = event.extendedProps as CalendarDetail
  const { title, service, place, participants, capacity, status } = occurrence
  const { start, end } = hoursOf(occurrence)
  const cancelled = status === 'cancelled'
  const full = !cancelled && participants >= capacity
  const inList = view.type.startsWith('list')
  const content = (
    <>
      <span className="pr-cal-entry__line">
        {!inList && <span className="pr-cal-entry__time">{start}</span>}
        <span className="pr-cal-entry__service">{service.title}</span>
        <span className="pr-cal-entry__count" aria-hidden="true">
          {cancelled ? '✕' : `${participants}/${capacity}`}
        </span>
      </span>
      <span className="pr-cal-entry__event">{inList ? `${title} · ${place.title}` : title}</span>
      {cancelled && <span className="pr-cal-entry__state">{t('occurrences.cancelled')}</span>}
      {full && <span className="pr-cal-entry__state">{t('occurrences.full')}</span>}
      {!cancelled && (
        <span className="pr-hidden">{t('occurrences.people', { taken: participants, count: capacity })}</span>
      )}
      {!cancelled && (
        <span className="pr-cal-entry__bar" aria-hidden="true">
          <span style={{ width: `${Math.min(100, (participants / capacity) * 100)}%` }} />
        </span>
      )}
    </>
  )
  const hint = `${start}–${end} ${service.title}. ${title}. ${place.title}`
  return inList ? (
    <>
      <span className="pr-cal-row__hours">{timeText}</span>
      <span className="pr-cal-entry pr-cal-entry--list" title={hint}>
        {content}
      </span>
    </>
  ) : (
    <span className="pr-cal-entry" title={hint}>
      {content}
    </span>
  )
}
