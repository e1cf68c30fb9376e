'use client'
import { Link } from '@payloadcms/ui'
import type { Column } from '@/admin/ui/DataList'
import { Fullness } from '@/admin/ui/Fullness'
import { Pill } from '@/admin/ui/Pill'
import { useFormats, usePanelLanguage, usePanelText } from '@/admin/ui/texts'
import type { Scheduled } from './scheduled'
import './schedule.scss'

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const When = ({ event }: { event: Scheduled }) => {
  const t = usePanelText()
  const { day, dayShort } = useFormats()
  const language = usePanelLanguage()
  const { startTime, endTime, endsNextDay } = event
  const hours = t(endsNextDay ? 'ui.nightHours' : 'ui.hours', { from: startTime, to: endTime })
  if (event.type === 'oneOff') return <>{`${capitalised(day(event.date))}, ${hours}`}</>
  const { nextDate, lastDate } = event
  return (
    <>
      {`${capitalised(event.rule?.[language] ?? '')}, ${hours}`}
      <span className="pr-schedule__date">
        {nextDate
          ? t('schedule.next', { date: dayShort(nextDate) })
          : lastDate
            ? t('schedule.last', { date: day(lastDate) })
            : t('schedule.noDates')}
      </span>
    </>
  )
}

const People = ({ event }: { event: Scheduled }) => {
  const t = usePanelText()
  const { next, upcoming } = event.people
  if (!next) return <span className="pr-muted">{event.state === 'archived' ? '—' : t('schedule.noDates')}</span>
  return (
    <>
      <Fullness taken={next.participants} max={next.capacity} />
      {event.type === 'recurring' && upcoming > next.participants && (
        <span className="pr-schedule__date">{t('schedule.upcoming', { count: upcoming })}</span>
      )}
    </>
  )
}

export const useScheduleColumns = (addressOfEvent: (event: Scheduled) => string): Column<Scheduled>[] => {
  const t = usePanelText()
  return [
    {
      key: 'title',
      label: t('schedule.event'),
      primary: true,
      render: (event) => (
        <>
          <Link href={addressOfEvent(event)} prefetch={false} className="pr-schedule__title">
            {event.title}
          </Link>
          {event.state === 'archived' && <Pill tone="grey" icon="▣" label={t('schedule.archived')} />}
        </>
      ),
    },
    { key: 'when', label: t('schedule.when'), render: (event) => <When event={event} /> },
    { key: 'place', label: t('schedule.place'), render: ({ place }) => place.title },
    {
      key: 'services',
      label: t('schedule.services'),
      render: ({ services }) => (
        <ul className="pr-schedule__services">
          {services.map((service, index) => (
            <li key={`${service.id}-${index}`}>
              {service.title} <span className="pr-muted">{`${service.startTime}–${service.endTime}`}</span>
            </li>
          ))}
        </ul>
      ),
    },
    { key: 'people', label: t('schedule.people'), render: (event) => <People event={event} /> },
  ]
}
