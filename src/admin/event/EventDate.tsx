'use client'
import { Fullness } from '@/admin/ui/Fullness'
import { Pill } from '@/admin/ui/Pill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { DateOfEvent, ServiceOfDate } from './dates'

/** Without a service it is done to the whole date. */
export type Doing = { what: 'cancel' | 'restore' | 'change'; day: DateOfEvent; service?: ServiceOfDate }

type Props = {
  day: DateOfEvent
  services: ServiceOfDate[]
  titleOf: (service: unknown) => string
  /** null: whoever looks may only look. */
  onDo: ((doing: Doing) => void) | null
}

/** One date of an event: its hours, how full it is, its services, and what can be done with it. */
export const EventDate = ({ day, services, titleOf, onDo }: Props) => {
  const t = usePanelText()
  const formats = useFormats()
  const off = day.status === 'cancelled'
  const cancelled = (reason: string | null) => (
    <Pill tone="red" label={reason ? `${t('eventForm.cancelledDay')}: ${reason}` : t('eventForm.cancelledDay')} />
  )
  const actionOf = (service: ServiceOfDate) => {
    if (!onDo || off) return null
    const what = service.status === 'scheduled' ? 'cancel' : 'restore'
    const word = t(what === 'cancel' ? 'eventForm.cancelService' : 'eventForm.restore')
    return (
      <button
        type="button"
        className="pr-link"
        aria-label={`${word}: ${titleOf(service.service)}, ${formats.day(day.date)}`}
        onClick={() => onDo({ what, day, service })}
      >
        {word}
      </button>
    )
  }

  return (
    <li className={`pr-dates__day${off ? ' pr-dates__day--cancelled' : ''}`} data-date={day.date}>
      <div className="pr-dates__head">
        <strong>{formats.day(day.date)}</strong>
        <span>{t(day.endsNextDay ? 'ui.nightHours' : 'ui.hours', { from: day.startTime, to: day.endTime })}</span>
        {off ? cancelled(day.cancelReason) : <Fullness taken={day.participants} max={day.capacity} />}
        {onDo && !off && new Date(day.startsAt) > new Date() && (
          <button
            type="button"
            className="pr-button pr-dates__change"
            aria-label={`${t('eventForm.changeDay')}: ${formats.day(day.date)}`}
            onClick={() => onDo({ what: 'change', day })}
          >
            {t('eventForm.changeDay')}
          </button>
        )}
        {onDo && (
          <button
            type="button"
            className={off ? 'pr-button pr-dates__restore' : 'pr-link pr-dates__cancel'}
            aria-label={`${t(off ? 'eventForm.restore' : 'eventForm.cancelDay')}: ${formats.day(day.date)}`}
            onClick={() => onDo({ what: off ? 'restore' : 'cancel', day })}
          >
            {t(off ? 'eventForm.restore' : 'eventForm.cancelDay')}
          </button>
        )}
      </div>
      <ul className="pr-dates__services">
        {services.map((one) => (
          <li key={one.id}>
            <span className="pr-dates__service">{titleOf(one.service)}</span>
            <span>{formats.hours(one, one.timezone)}</span>
            {one.status === 'cancelled' ? (
              !off && cancelled(one.cancelReason)
            ) : (
              <Fullness taken={one.participants} max={one.capacity} />
            )}
            {actionOf(one)}
          </li>
        ))}
      </ul>
    </li>
  )
}
