'use client'
import { Fullness } from '../ui/Fullness'
import { Pill } from '../ui/Pill'
import { useFormats, usePanelText } from '../ui/texts'
import type { Roster } from './roster'

export const RosterHead = ({ roster: { occurrence, counts } }: { roster: Roster }) => {
  const t = usePanelText()
  const { day, hours, number } = useFormats()
  const { title, place, date, startsAt, timezone, capacity, participants, dayCapacity, dayParticipants } = occurrence
  const said = (['attended', 'noShow', 'notMarked', 'cancelled'] as const).filter((status) => counts[status] > 0)
  return (
    <div className="pr-roster__head">
      <div className="pr-roster__what">
        <p>{title}</p>
        <p>
          <time dateTime={startsAt}>{`${day(date)}, ${hours(occurrence, timezone)}`}</time>
          {' · '}
          {place.title}
        </p>
        {occurrence.status === 'cancelled' && (
          <Pill tone="red" icon="✕" label={t('participants.occurrenceCancelled')} />
        )}
      </div>
      <div className="pr-roster__numbers">
        <Fullness taken={participants} max={capacity} />
        <span className="pr-muted">
          {t('participants.onDay', { taken: number(dayParticipants), max: number(dayCapacity) })}
        </span>
        {said.length > 0 && (
          <span className="pr-muted">
            {said.map((status) => t(`participants.counted.${status}`, { count: counts[status] })).join(' · ')}
          </span>
        )}
        <a className="pr-button" href={`/api/occurrences/${occurrence.id}/door-list`} target="_blank" rel="noopener">
          {t('participants.doorList')}
        </a>
      </div>
    </div>
  )
}
