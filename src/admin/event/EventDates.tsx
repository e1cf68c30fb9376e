'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import type { AnswerOf, ListOf, Titled } from '@/admin/ui/answers'
import { Fullness } from '@/admin/ui/Fullness'
import { Pill } from '@/admin/ui/Pill'
import { Empty, Failed, Loading } from '@/admin/ui/States'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import { todayHere } from '@/admin/time/typedDay'
import { useState } from 'react'
import type { changeEventDayRoute } from '@/endpoints/event-days'
import type { changeOccurrenceRoute } from '@/endpoints/occurrences'
import { CancelDialog } from './CancelDialog'
import { SERVICES } from './LineLabel'
import './event.scss'

type EventDay = AnswerOf<typeof changeEventDayRoute>['doc']
type Occurrence = AnswerOf<typeof changeOccurrenceRoute>['doc']
type Cancelling = { path: `/api/${string}/cancel`; title: string }

const PAGE = 10

/** The future dates of an event with their services: how full they are, and buttons to cancel. */
export const EventDates = () => {
  const t = usePanelText()
  const formats = useFormats()
  const { id, savedDocumentData } = useDocumentInfo()
  const { isStaff } = useRole()
  const [limit, setLimit] = useState(PAGE)
  const [cancelling, setCancelling] = useState<Cancelling | null>(null)
  // The version of the event is part of the query, so that a saved event is read again.
  const version = encodeURIComponent(String(savedDocumentData?.updatedAt ?? ''))
  const days = useData<ListOf<EventDay>>(
    id
      ? `/api/event-days?where[event][equals]=${id}&where[date][greater_than_equal]=${todayHere()}&sort=date` +
          `&limit=${limit}&depth=0#${version}`
      : null,
  )
  const last = days.data?.docs.at(-1)?.date
  const occurrences = useData<ListOf<Occurrence>>(
    id && last
      ? `/api/occurrences?where[event][equals]=${id}&where[date][greater_than_equal]=${todayHere()}` +
          `&where[date][less_than_equal]=${last}&sort=startsAt&limit=200&depth=0#${version}`
      : null,
  )
  const services = useData<ListOf<Titled>>(SERVICES)
  if (!id) return null
  const titleOf = (service: unknown): string => services.data?.docs.find((one) => one.id === service)?.title ?? '…'
  const cancelLabel = (service: unknown, date: string): string =>
    `${t('eventForm.cancelService')}: ${titleOf(service)}, ${formats.day(date)}`
  const cancelledPill = (reason: string | null) => (
    <Pill tone="red" label={reason ? `${t('eventForm.cancelledDay')}: ${reason}` : t('eventForm.cancelledDay')} />
  )

  return (
    <section className="pr-dates field-type" aria-labelledby="pr-dates-title" id="event-dates">
      <h3 id="pr-dates-title">{t('eventForm.dates')}</h3>
      {days.error ? (
        <Failed error={days.error} onRetry={days.refresh} />
      ) : !days.data ? (
        <Loading rows={3} />
      ) : days.data.docs.length === 0 ? (
        <Empty title={t('eventForm.datesEmpty')} />
      ) : (
        <ul className="pr-dates__list">
          {days.data.docs.map((day) => (
            <li
              key={day.id}
              className={`pr-dates__day${day.status === 'cancelled' ? ' pr-dates__day--cancelled' : ''}`}
              data-date={day.date}
            >
              <div className="pr-dates__head">
                <strong>{formats.day(day.date)}</strong>
                <span>
                  {t(day.endsNextDay ? 'ui.nightHours' : 'ui.hours', { from: day.startTime, to: day.endTime })}
                </span>
                {day.status === 'cancelled' ? (
                  cancelledPill(day.cancelReason)
                ) : (
                  <Fullness taken={day.participants} max={day.capacity} />
                )}
                {isStaff && day.status === 'scheduled' && (
                  <button
                    type="button"
                    className="pr-button"
                    onClick={() =>
                      setCancelling({
                        path: `/api/event-days/${day.id}/cancel`,
                        title: t('eventForm.cancelDayTitle', { date: formats.day(day.date) }),
                      })
                    }
                  >
                    {t('eventForm.cancelDay')}
                  </button>
                )}
              </div>
              <ul className="pr-dates__services">
                {(occurrences.data?.docs ?? [])
                  .filter(({ eventDay }) => eventDay === day.id)
                  .map((one) => (
                    <li key={one.id}>
                      <span className="pr-dates__service">{titleOf(one.service)}</span>
                      <span>{formats.hours(one, one.timezone)}</span>
                      {one.status === 'cancelled' ? (
                        day.status === 'scheduled' && cancelledPill(one.cancelReason)
                      ) : (
                        <Fullness taken={one.participants} max={one.capacity} />
                      )}
                      {isStaff && one.status === 'scheduled' && day.status === 'scheduled' && (
                        <button
                          type="button"
                          className="pr-link"
                          aria-label={cancelLabel(one.service, day.date)}
                          onClick={() =>
                            setCancelling({
                              path: `/api/occurrences/${one.id}/cancel`,
                              title: t('eventForm.cancelServiceTitle', {
                                service: titleOf(one.service),
                                date: formats.day(day.date),
                              }),
                            })
                          }
                        >
                          {t('eventForm.cancelService')}
                        </button>
                      )}
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      {days.data && days.data.totalDocs > days.data.docs.length && (
        <button type="button" className="pr-button" onClick={() => setLimit(limit + PAGE)}>
          {t('eventForm.moreOfDates')}
        </button>
      )}
      {cancelling && (
        <CancelDialog
          {...cancelling}
          onClose={() => setCancelling(null)}
          onCancelled={() => {
            setCancelling(null)
            void days.refresh()
            void occurrences.refresh()
          }}
        />
      )}
    </section>
  )
}
