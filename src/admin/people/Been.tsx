'use client'
import { useState } from 'react'
import { StatusPill } from '@/admin/participants/StatusPill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { Profile, Visit } from './profile'
import { Fold, Section } from './Section'

const SHOWN_AT_FIRST = 10

/** How often they came, what they missed, and the list of it. */
export const Been = ({ profile: { visits, missed, history } }: { profile: Profile }) => {
  const t = usePanelText()
  const { day } = useFormats()
  return (
    <Section title={t('people.been')}>
      <p>
        {visits.since === null
          ? t('people.never')
          : `${t('people.visits', { count: visits.count, since: day(visits.since) })}.`}{' '}
        {missed.of > 0 &&
          (missed.lastOn === null ? (
            t('people.noneMissed')
          ) : (
            <span className={missed.missed * 2 > missed.of ? 'pr-error' : undefined}>
              {t('people.missed', { missed: missed.missed, of: missed.of, day: day(missed.lastOn) })}
            </span>
          ))}
      </p>
      <Fold title={t('people.history')} count={history.length}>
        <History visits={history} />
      </Fold>
    </Section>
  )
}

const History = ({ visits }: { visits: Visit[] }) => {
  const t = usePanelText()
  const { dayShort, day, hours } = useFormats()
  const [all, setAll] = useState(false)
  const shown = all ? visits : visits.slice(0, SHOWN_AT_FIRST)
  const thisYear = String(new Date().getFullYear())
  const whenOf = (visit: Visit): string =>
    `${visit.date.startsWith(thisYear) ? dayShort(visit.date) : day(visit.date)}, ${hours(visit, visit.timezone)}`
  if (visits.length === 0) return <p className="pr-muted">{t('people.noHistory')}</p>
  return (
    <>
      <ul className="pr-person__rows">
        {shown.map((visit) => (
          <li key={visit.id}>
            <span className="pr-person__what">
              {whenOf(visit)} {visit.service.title}, {visit.place.title}
              {visit.comment && <span className="pr-muted">{visit.comment}</span>}
            </span>
            <StatusPill status={visit.status} notMarked={new Date(visit.endsAt) <= new Date()} />
          </li>
        ))}
      </ul>
      {shown.length < visits.length && (
        <button type="button" className="pr-link" onClick={() => setAll(true)}>
          {t('ui.showAll', { count: visits.length - shown.length })}
        </button>
      )}
    </>
  )
}
