'use client'
import type { ReactNode } from 'react'
import { Fullness } from '@/admin/ui/Fullness'
import { Pill } from '@/admin/ui/Pill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { participantsHref, type TodayOccurrence } from './today'

type Props = {
  occurrence: TodayOccurrence
  /** For a list of several days. */
  dated?: boolean
  what?: string
  of?: string
  fullness?: ReactNode
  children?: ReactNode
}

/** One occurrence with a link to its participants and a note. */
export const OccurrenceLine = ({
  occurrence,
  dated,
  what = occurrence.service,
  of = occurrence.title,
  fullness,
  children,
}: Props) => {
  const t = usePanelText()
  const { dayShort, hours } = useFormats()
  const { id, timezone, date, status, phase, participants, capacity } = occurrence
  const cancelled = status === 'cancelled'
  return (
    <li className={`pr-home__line${cancelled || (!dated && phase === 'over') ? ' pr-home__line--past' : ''}`}>
      <a className="pr-home__link" href={participantsHref(id)}>
        <span className="pr-hidden">{t('home.participants')}</span>
        <span className="pr-home__when">
          {dated && <span>{dayShort(date)}</span>}
          <span>{hours(occurrence, timezone)}</span>
        </span>
        <span className="pr-home__what">
          <strong>{what}</strong>
          <span className="pr-home__of">{of}</span>
        </span>
      </a>
      <span className="pr-home__state">
        {children}
        {cancelled ? (
          <Pill tone="grey" icon="×" label={t('home.cancelled')} />
        ) : fullness === undefined ? (
          <Fullness taken={participants} max={capacity} />
        ) : (
          fullness
        )}
      </span>
    </li>
  )
}
