'use client'
import { useDocumentEvents, useDocumentInfo } from '@payloadcms/ui'
import type { ListOf, Titled } from '@/admin/ui/answers'
import { Empty, Failed, Loading } from '@/admin/ui/States'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useLive } from '@/admin/ui/useLive'
import { useRole } from '@/admin/ui/useRole'
import { todayHere } from '@/admin/time/typedDay'
import { useEffect, useState } from 'react'
import { CancelDialog } from './CancelDialog'
import { type Doing, EventDate } from './EventDate'
import type { DateOfEvent, ServiceOfDate } from './dates'
import { DayDialog } from './DayDialog'
import { useWarn } from './saveEvent'
import { CATALOGUE } from './catalogue'
import { RestoreDialog } from './RestoreDialog'
import './event.scss'

const PAGE = 10

/** The dates to come of an event with their services: how full they are, and what can be done with each. */
export const EventDates = () => {
  const t = usePanelText()
  const formats = useFormats()
  const { id } = useDocumentInfo()
  const { mostRecentUpdate } = useDocumentEvents()
  const { isStaff } = useRole()
  const warn = useWarn()
  const [limit, setLimit] = useState(PAGE)
  const [doing, setDoing] = useState<Doing | null>(null)
  const days = useData<ListOf<DateOfEvent>>(
    id
      ? `/api/event-days?where[event][equals]=${id}&where[date][greater_than_equal]=${todayHere()}&sort=date` +
          `&limit=${limit}&depth=0`
      : null,
  )
  const last = days.data?.docs.at(-1)?.date
  const occurrences = useData<ListOf<ServiceOfDate>>(
    id && last
      ? `/api/occurrences?where[event][equals]=${id}&where[date][greater_than_equal]=${todayHere()}` +
          `&where[date][less_than_equal]=${last}&sort=startsAt&limit=200&depth=0`
      : null,
  )
  const services = useData<ListOf<Titled>>(CATALOGUE)
  const reload = () => {
    void days.refresh()
    void occurrences.refresh()
  }
  useLive(['events', 'occurrences', 'participants'], reload)
  // A change of one date leaves the event itself as it was, so that only the save tells of it.
  useEffect(() => {
    if (mostRecentUpdate) reload()
  }, [mostRecentUpdate]) // and not with every new `reload`
  if (!id) return null

  const titleOf = (service: unknown): string => services.data?.docs.find((one) => one.id === service)?.title ?? '…'
  const serviceOf = (occurrence: string): string | null => {
    const found = occurrences.data?.docs.find((one) => one.id === occurrence)
    return found ? titleOf(found.service) : null
  }
  const close = () => setDoing(null)
  const nameOf = ({ what, day, service }: Doing): string => {
    const date = formats.day(day.date)
    if (!service)
      return what === 'cancel' ? t('eventForm.cancelDayTitle', { date }) : t('eventForm.restoreDayTitle', { date })
    const facts = { service: titleOf(service.service), date }
    return what === 'cancel' ? t('eventForm.cancelServiceTitle', facts) : t('eventForm.restoreServiceTitle', facts)
  }
  const pathOf = ({ day, service }: Doing) =>
    service ? (`/api/occurrences/${service.id}` as const) : (`/api/event-days/${day.id}` as const)

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
            <EventDate
              key={day.id}
              day={day}
              services={(occurrences.data?.docs ?? []).filter(({ eventDay }) => eventDay === day.id)}
              titleOf={titleOf}
              onDo={isStaff ? setDoing : null}
            />
          ))}
        </ul>
      )}
      {days.data && days.data.totalDocs > days.data.docs.length && (
        <button type="button" className="pr-button" onClick={() => setLimit(limit + PAGE)}>
          {t('eventForm.moreOfDates')}
        </button>
      )}
      {doing?.what === 'change' && (
        <DayDialog
          event={String(id)}
          day={doing.day}
          services={(occurrences.data?.docs ?? []).filter(({ eventDay }) => eventDay === doing.day.id)}
          titleOf={titleOf}
          onClose={close}
          onSaved={(warnings) => {
            close()
            reload()
            warn(warnings, [doing.day.date])
          }}
        />
      )}
      {doing?.what === 'cancel' && (
        <CancelDialog
          path={`${pathOf(doing)}/cancel`}
          title={nameOf(doing)}
          onClose={close}
          onCancelled={() => {
            close()
            reload()
          }}
        />
      )}
      {doing?.what === 'restore' && (
        <RestoreDialog
          path={`${pathOf(doing)}/restore`}
          title={nameOf(doing)}
          serviceOf={doing.service ? undefined : serviceOf}
          onClose={close}
          onChanged={reload}
        />
      )}
    </section>
  )
}
